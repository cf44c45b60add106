import type { CustomerRef } from '@quayside/contract'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { type RemoteOption, RemoteSelect } from '../../../ui/index.ts'
import { findAccounts } from '../orders.api.ts'
import { Cell } from './cells.tsx'
import type { Entry } from './use-entry.ts'

interface CustomerCellProps {
  entry: Entry
  path: string
  label: string
  wide?: boolean
  required?: boolean
  /** As it stands in the order: chosen by us, or as whoever sent it called him, which is told beside. */
  customer: CustomerRef | undefined
  value: RemoteOption | undefined
  onChange: (option: RemoteOption | undefined) => void
}

/** One of our customers, searched for while one types. */
export function CustomerCell({ customer, value, onChange, ...cell }: CustomerCellProps) {
  const { t } = useTranslation('orders')
  const called = customer && !('id' in customer) ? Object.values(customer).join(' · ') : undefined
  return (
    <Cell {...cell}>
      {({ 'aria-describedby': _, ...bound }) => (
        <>
          <RemoteSelect
            {...bound}
            queryKey={['search', 'picker']}
            find={findAccounts}
            value={value}
            label={cell.label}
            placeholder={t('entry.customerHint')}
            onChange={onChange}
          />
          {called && (
            <Tag className="entry-called">
              {t('entry.called')} {called}
            </Tag>
          )}
        </>
      )}
    </Cell>
  )
}
