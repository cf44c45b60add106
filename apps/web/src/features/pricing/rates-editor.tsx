import { PlusOutlined } from '@ant-design/icons'
import { RateBasis, ServiceKind, type TariffRate } from '@quayside/contract'
import { Button, Input, Pagination, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberInput } from '../../ui/number-input.tsx'
import { emptyRate } from './tariff-form.ts'

interface RatesEditorProps {
  value: readonly TariffRate[]
  onChange: (next: TariffRate[]) => void
}

const pageRows = 20

/** Rates as a card writes them, one line each. */
export function RatesEditor({ value, onChange }: RatesEditorProps) {
  const { t } = useTranslation('pricing')
  const [page, setPage] = useState(1)
  const start = (page - 1) * pageRows
  const set = (at: number, change: Partial<TariffRate>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...change } : one)))
  const add = () => {
    const last = value.at(-1)
    onChange([...value, last ? { ...last, from: last.to ?? last.from, to: null } : emptyRate])
    setPage(Math.ceil((value.length + 1) / pageRows))
  }
  return (
    <div className="rates-editor">
      {value.length > 0 && (
        <div className="tariff-table-box">
          <table className="tariff-table rates-editor-table">
            <thead>
              <tr>
                {(
                  [
                    'origin',
                    'destination',
                    'service',
                    'level',
                    'basis',
                    'from',
                    'to',
                    'rate',
                    'minimum',
                    'transitDays',
                  ] as const
                ).map((name) => (
                  <th key={name} scope="col">
                    {t(`field.${name}`)}
                  </th>
                ))}
                <th scope="col" aria-label={t('actions')} />
              </tr>
            </thead>
            <tbody>
              {[...value.entries()].slice(start, start + pageRows).map(([at, rate]) => (
                <RateLine
                  key={at}
                  rate={rate}
                  onChange={(change) => set(at, change)}
                  onRemove={() => onChange(value.filter((_, index) => index !== at))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="rates-editor-foot">
        <Button size="small" icon={<PlusOutlined />} onClick={add}>
          {t('addRate')}
        </Button>
        {value.length > pageRows && (
          <Pagination
            size="small"
            current={page}
            pageSize={pageRows}
            total={value.length}
            showSizeChanger={false}
            onChange={setPage}
          />
        )}
      </div>
    </div>
  )
}

interface RateLineProps {
  rate: TariffRate
  onChange: (change: Partial<TariffRate>) => void
  onRemove: () => void
}

const decimal = /^\d{1,12}(\.\d{1,10})?$/

function RateLine({ rate, onChange, onRemove }: RateLineProps) {
  const { t } = useTranslation('pricing')
  const { t: o } = useTranslation('orders')
  const text = (name: 'origin' | 'destination' | 'level' | 'from' | 'to' | 'rate', width: number, wrong = false) => (
    <td>
      <Input
        size="small"
        style={{ width }}
        aria-label={t(`field.${name}`)}
        value={rate[name] ?? ''}
        maxLength={200}
        status={wrong ? 'error' : undefined}
        onChange={(event) => {
          const typed = event.target.value
          onChange({ [name]: typed === '' && (name === 'level' || name === 'to') ? null : typed })
        }}
      />
    </td>
  )
  return (
    <tr>
      {text('origin', 110, rate.origin.trim() === '')}
      {text('destination', 110, rate.destination.trim() === '')}
      <td>
        <Select
          size="small"
          allowClear
          style={{ width: 110 }}
          aria-label={t('field.service')}
          placeholder={t('anyService')}
          value={rate.service ?? undefined}
          options={ServiceKind.options.map((value) => ({ value, label: o(`service.${value}`) }))}
          onChange={(service) => onChange({ service: service ?? null })}
        />
      </td>
      {text('level', 70)}
      <td>
        <Select
          size="small"
          style={{ width: 110 }}
          aria-label={t('field.basis')}
          value={rate.basis}
          options={RateBasis.options.map((value) => ({ value, label: t(`basis.${value}`) }))}
          onChange={(basis) => onChange({ basis, breakBy: undefined })}
        />
      </td>
      {text('from', 80, !decimal.test(rate.from))}
      {text('to', 80, rate.to !== null && !decimal.test(rate.to))}
      {text('rate', 90, !decimal.test(rate.rate))}
      <td>
        <NumberInput
          size="small"
          min={0}
          style={{ width: 90 }}
          aria-label={t('field.minimum')}
          value={rate.minimumE4 === null ? null : rate.minimumE4 / 10_000}
          onChange={(next) => onChange({ minimumE4: next === null ? null : Math.round(next * 10_000) })}
        />
      </td>
      <td>
        <NumberInput
          size="small"
          min={0}
          precision={0}
          style={{ width: 60 }}
          aria-label={t('field.transitDays')}
          value={rate.transitDays}
          onChange={(transitDays) => onChange({ transitDays })}
        />
      </td>
      <td>
        <Button size="small" type="text" onClick={onRemove}>
          {t('remove')}
        </Button>
      </td>
    </tr>
  )
}
