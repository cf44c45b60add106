import { SearchOutlined } from '@ant-design/icons'
import { ShipmentMode, searchAccounts } from '@quayside/contract'
import { Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { DayRangePicker, leaveField, RemoteSelect, useSettledText } from '../../../ui/index.ts'
import { ExceptionChoice, RiskChoice, type ShipmentPlace, StateChoice } from './shipment-place.ts'

interface Props {
  place: ShipmentPlace
  accountName?: string | undefined
  onChange: (change: Partial<ShipmentPlace>) => void
}

export function ShipmentFilters({ place, accountName, onChange }: Props) {
  const { t } = useTranslation('shipments')
  const [text, setText] = useSettledText(place.q ?? '', (q) => onChange({ q: q || undefined }))
  const [picked, setPicked] = useState<{ value: string; label: string } | undefined>(undefined)
  const account =
    picked?.value === place.accountId
      ? picked
      : place.accountId && { value: place.accountId, label: accountName ?? t('field.account') }
  const choice = <Value extends string>(
    label: string,
    value: Value | undefined,
    options: { value: Value; label: string }[],
    change: (value: Value | undefined) => void,
  ) => (
    <Select<Value>
      allowClear
      className="shipment-filter"
      value={value as Value}
      placeholder={label}
      aria-label={label}
      popupMatchSelectWidth={false}
      options={options}
      onChange={(next: Value | undefined) => change(next)}
    />
  )
  return (
    <>
      <Input
        allowClear
        className="shipment-search"
        prefix={<SearchOutlined />}
        value={text}
        maxLength={100}
        placeholder={t('searchPlaceholder')}
        aria-label={t('searchPlaceholder')}
        onKeyDown={leaveField}
        onChange={(event) => setText(event.target.value)}
      />
      <RemoteSelect
        className="shipment-account"
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
      {choice(
        t('field.state'),
        place.state,
        StateChoice.options.map((value) => ({ value, label: t(`state.${value}`) })),
        (state) => onChange({ state }),
      )}
      {choice(
        t('field.mode'),
        place.mode,
        ShipmentMode.options.map((value) => ({ value, label: t(`mode.${value}`) })),
        (mode) => onChange({ mode }),
      )}
      {choice(
        t('field.exceptions'),
        place.exception,
        ExceptionChoice.options.map((value) => ({ value, label: t(`exception.${value}`) })),
        (exception) => onChange({ exception }),
      )}
      {choice(
        t('field.risk'),
        place.risk,
        RiskChoice.options.map((value) => ({ value, label: t(`risk.${value}`) })),
        (risk) => onChange({ risk }),
      )}
      <DayRangePicker
        allowEmpty
        value={[place.from ? dayjs(place.from) : null, place.to ? dayjs(place.to) : null]}
        placeholder={[t('promisedFrom'), t('promisedTo')]}
        onChange={(days) => onChange({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
      />
    </>
  )
}

export async function findAccounts(text: string, signal: AbortSignal) {
  const { rows } = await call(searchAccounts, { query: { q: text }, signal })
  return rows.map((row) => ({
    value: row.id,
    label: row.name,
    detail: [row.number, row.city].filter(Boolean).join(' · '),
  }))
}
