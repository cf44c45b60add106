import { SearchOutlined } from '@ant-design/icons'
import { OrderStatus, searchAccounts } from '@quayside/contract'
import { DatePicker, Input, Select, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { call } from '../../app/api.ts'
import { leaveField, RemoteSelect, useSettledText } from '../../ui/index.ts'

/** The list in the address. */
export const OrderPlace = z.object({
  accountId: z.uuid().optional(),
  batch: z.uuid().optional(),
  q: z.string().max(100).optional(),
  status: OrderStatus.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  peek: z.uuid().optional(),
})
type Place = z.infer<typeof OrderPlace>

export const nothingAsked = {
  accountId: undefined,
  batch: undefined,
  q: undefined,
  status: undefined,
  from: undefined,
  to: undefined,
}

interface OrderFiltersProps {
  place: Place
  /** Of the customer in the address, as the rows call him. */
  accountName: string | undefined
  onChange: (change: Partial<Place>) => void
}

/** What narrows the list of orders: words, customer, state, days, and the import they came with. */
export function OrderFilters({ place, accountName, onChange }: OrderFiltersProps) {
  const { t } = useTranslation('orders')
  const [picked, setPicked] = useState<{ value: string; label: string } | undefined>(undefined)
  const { accountId } = place
  const account =
    picked?.value === accountId ? picked : accountId && { value: accountId, label: accountName ?? t('oneAccount') }
  return (
    <>
      <OrderSearch value={place.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} />
      <RemoteSelect
        className="order-account-filter"
        queryKey={['search', 'picker']}
        find={findAccounts}
        value={account || undefined}
        label={t('field.account')}
        placeholder={t('field.account')}
        onChange={(option) => {
          setPicked(option)
          onChange({ accountId: option?.value })
        }}
      />
      <Select
        allowClear
        className="order-status-filter"
        value={place.status}
        placeholder={t('field.status')}
        aria-label={t('field.status')}
        options={OrderStatus.options.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        onChange={(status) => onChange({ status })}
      />
      <DatePicker.RangePicker
        allowEmpty
        value={[place.from ? dayjs(place.from) : null, place.to ? dayjs(place.to) : null]}
        placeholder={[t('from'), t('to')]}
        onChange={(days) => onChange({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
      />
      {place.batch && (
        <Tag closable onClose={() => onChange({ batch: undefined })}>
          {t('oneBatch')}
        </Tag>
      )}
    </>
  )
}

async function findAccounts(text: string, signal: AbortSignal) {
  const { rows } = await call(searchAccounts, { query: { q: text }, signal })
  return rows.map((row) => ({
    value: row.id,
    label: row.name,
    detail: [row.number, row.city].filter(Boolean).join(' · '),
  }))
}

function OrderSearch({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('orders')
  const [text, setText] = useSettledText(value, onChange)
  return (
    <Input
      allowClear
      className="order-search"
      prefix={<SearchOutlined />}
      value={text}
      maxLength={100}
      placeholder={t('searchPlaceholder')}
      aria-label={t('searchPlaceholder')}
      onKeyDown={leaveField}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
