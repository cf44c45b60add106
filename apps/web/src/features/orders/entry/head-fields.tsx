import { ServiceKind } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import type { RemoteOption } from '../../../ui/index.ts'
import { ChoiceCell, DayCell, TextCell } from './cells.tsx'
import { CustomerCell } from './customer-cell.tsx'
import type { Entry } from './use-entry.ts'

interface HeadFieldsProps {
  entry: Entry
  /** Chosen already, as he is called. */
  account: RemoteOption | undefined
  onAccount: (account: RemoteOption | undefined) => void
  /** An order is changed, and remains its customer's. */
  fixed?: boolean
}

/** Whose order, of what, when. */
export function HeadFields({ entry, account, onAccount, fixed }: HeadFieldsProps) {
  const { t } = useTranslation('orders')
  const { typed, put, serve } = entry
  return (
    <fieldset className="entry-group">
      <legend>{t('entry.head')}</legend>
      {!fixed && (
        <CustomerCell
          entry={entry}
          path="/customer"
          label={t('field.account')}
          wide
          required
          customer={typed.customer}
          value={account}
          onChange={(option) => {
            onAccount(option)
            put({ customer: option ? { id: option.value } : undefined })
          }}
        />
      )}
      <ChoiceCell
        entry={entry}
        path="/lines/0/service"
        label={t('field.service')}
        required
        value={typed.lines[0]?.service}
        choices={ServiceKind.options.map((value) => ({ value, label: t(`service.${value}`) }))}
        onChange={(service) => serve(0, service)}
      />
      <TextCell
        entry={entry}
        path="/customerReference"
        label={t('field.customerReference')}
        maxLength={200}
        value={typed.customerReference}
        onChange={(customerReference) => put({ customerReference })}
      />
      <DayCell
        entry={entry}
        path="/requestedOn"
        label={t('field.requestedOn')}
        value={typed.requestedOn}
        onChange={(requestedOn) => put({ requestedOn })}
      />
      <TextCell
        entry={entry}
        path="/currency"
        label={t('field.currency')}
        maxLength={3}
        upper
        placeholder={entry.checked?.currency ?? ''}
        value={typed.currency}
        onChange={(currency) => put({ currency })}
      />
    </fieldset>
  )
}
