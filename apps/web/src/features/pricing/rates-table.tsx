import { SearchOutlined } from '@ant-design/icons'
import type { Tariff, TariffRateRow } from '@quayside/contract'
import { Input } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, Empty, leaveField, Money, useRows, useSettledText } from '../../ui/index.ts'
import { fetchRates, ratesKey } from './pricing.api.ts'

interface RatesTableProps {
  tariffId: string
  version: Tariff['versions'][number]
}

/** The rates of a version, as its card orders them. */
export function RatesTable({ tariffId, version }: RatesTableProps) {
  const { t } = useTranslation('pricing')
  const [search, setSearch] = useState('')
  const [text, setText] = useSettledText(search, setSearch)
  const wanted = search || undefined
  const source = useRows(ratesKey(tariffId, version.no, wanted), fetchRates(tariffId, version.no, wanted))
  const columns = useRateColumns(version.currency)
  return (
    <section className="q-panel tariff-rates" aria-label={t('field.rates')}>
      <div className="q-panel-head">
        <h2>{t('field.rates')}</h2>
        <Input
          allowClear
          className="tariff-search"
          prefix={<SearchOutlined />}
          value={text}
          maxLength={100}
          placeholder={t('searchRates')}
          aria-label={t('searchRates')}
          onKeyDown={leaveField}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <DataTable<TariffRateRow>
        id="tariff-rates"
        label={t('field.rates')}
        columns={columns}
        source={source}
        rowId={(row) => String(row.line)}
        empty={<Empty title={t('empty.found')} text={t('empty.foundText')} />}
      />
    </section>
  )
}

function useRateColumns(currency: string): Column<TariffRateRow>[] {
  const { t } = useTranslation('pricing')
  const { t: o } = useTranslation('orders')
  return useMemo(
    () => [
      { id: 'line', title: t('field.line'), width: 70, align: 'right', card: 'none', cell: (row) => row.line },
      {
        id: 'origin',
        title: t('field.origin'),
        width: 150,
        card: 'title',
        cell: (row) => <PlaceText place={row.origin} />,
      },
      {
        id: 'destination',
        title: t('field.destination'),
        width: 150,
        cell: (row) => <PlaceText place={row.destination} />,
      },
      {
        id: 'service',
        title: t('field.service'),
        width: 160,
        cell: (row) =>
          [row.service ? o(`service.${row.service}`) : t('anyService'), row.mode, row.level]
            .filter(Boolean)
            .join(' · '),
      },
      {
        id: 'break',
        title: t('field.break'),
        width: 180,
        align: 'right',
        cell: (row) => `${row.to === null ? `≥ ${row.from}` : `${row.from} – ${row.to}`} ${t(`unit.${row.breakBy}`)}`,
      },
      {
        id: 'rate',
        title: t('field.rate'),
        width: 170,
        align: 'right',
        card: 'aside',
        cell: (row) => `${row.rate} ${currency} ${t(`basis.${row.basis}`)}`,
      },
      {
        id: 'minimum',
        title: t('field.minimum'),
        width: 120,
        align: 'right',
        cell: (row) =>
          row.minimumE4 === null ? (
            <span className="q-muted">–</span>
          ) : (
            <Money amountE4={row.minimumE4} currency={currency} />
          ),
      },
      {
        id: 'transit',
        title: t('field.transitDays'),
        width: 90,
        align: 'right',
        card: 'none',
        cell: (row) => row.transitDays ?? '–',
      },
    ],
    [t, o, currency],
  )
}

function PlaceText({ place }: { place: string }) {
  const { t } = useTranslation('pricing')
  return place === '*' ? <span className="q-muted">{t('everywhere')}</span> : place
}
