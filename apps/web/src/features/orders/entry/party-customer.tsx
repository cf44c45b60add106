import { type DraftParty, readAccount } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import type { RemoteOption } from '../../../ui/index.ts'
import { CustomerCell } from './customer-cell.tsx'
import type { Entry } from './use-entry.ts'

interface PartyCustomerProps {
  entry: Entry
  path: string
  party: DraftParty
  onChange: (change: Partial<DraftParty>) => void
}

/** Which of our customers a party is: a payer is billed, and all of them are led to from the order. */
export function PartyCustomer({ entry, path, party, onChange }: PartyCustomerProps) {
  const { t } = useTranslation('orders')
  const [chosen, setChosen] = useState<RemoteOption>()
  const id = party.customer && 'id' in party.customer ? party.customer.id : undefined
  const known = chosen?.value === id ? chosen : undefined
  // An order begun before, copied or made from a template says only which customer it is.
  const { data: account } = useQuery({
    queryKey: ['account', id, 'name'],
    queryFn: ({ signal }) => call(readAccount, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined && !known,
  })
  const value = known ?? (id ? { value: id, label: account?.name ?? party.name ?? '…' } : undefined)
  return (
    <CustomerCell
      entry={entry}
      path={`${path}/customer`}
      label={t('field.partyCustomer')}
      customer={party.customer}
      value={value}
      onChange={(option) => {
        setChosen(option)
        onChange(
          option
            ? { customer: { id: option.value }, name: party.name || option.label }
            : { customer: undefined, ...(party.name === value?.label ? { name: undefined } : {}) },
        )
      }}
    />
  )
}
