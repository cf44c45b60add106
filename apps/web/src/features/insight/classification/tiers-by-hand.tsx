import { listTiersByHand, type ReplyOf } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { type Column, DataTable, TierBadge, useRows, When } from '../../../ui/index.ts'

type Row = ReplyOf<typeof listTiersByHand>['rows'][number]

/** Tiers that people set against the ranking; nothing where there are none. */
export function TiersByHand() {
  const { t } = useTranslation('classification')
  const source = useRows<Row>(['account', 'classification', 'byHand'], (cursor, signal) =>
    call(listTiersByHand, { query: { cursor, limit: 100 }, signal }),
  )
  const columns = useMemo(
    (): Column<Row>[] => [
      {
        id: 'account',
        title: t('column.account'),
        width: 240,
        card: 'title',
        cell: (row) => <Link to={`/accounts/${row.account.id}`}>{row.account.name}</Link>,
      },
      { id: 'tier', title: t('byHand.tier'), width: 80, card: 'aside', cell: (row) => <TierBadge tier={row.tier} /> },
      { id: 'ranked', title: t('byHand.ranked'), width: 90, cell: (row) => <TierBadge tier={row.ranked} /> },
      { id: 'reason', title: t('byHand.reason'), width: 320, cell: (row) => row.reason },
      {
        id: 'until',
        title: t('byHand.until'),
        width: 120,
        cell: (row) => (row.until ? <When at={row.until} /> : t('byHand.noEnd')),
      },
      { id: 'by', title: t('byHand.by'), width: 120, cell: (row) => row.by?.name ?? '–' },
    ],
    [t],
  )
  if (source.rows.length === 0) return null
  return (
    <section className="q-panel tier-by-hand" aria-label={t('byHand.title')}>
      <div className="q-panel-head">
        <h3>{t('byHand.title')}</h3>
      </div>
      <DataTable
        id="tiers-by-hand"
        label={t('byHand.title')}
        columns={columns}
        source={source}
        rowId={(row) => row.account.id}
      />
    </section>
  )
}
