import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import type { Tier } from '@quayside/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, Empty, Masked, TierBadge, useRows, When } from '../../ui/index.ts'
import { fetchTier, type TierRow, tierKey } from './classification.api.ts'
import type { Question } from './classification-place.ts'
import type { Figures } from './figures.tsx'

const tiers = ['A', 'B', 'C', 'D'] as const

interface TierListProps {
  question: Question
  figures: Figures
  tier: Tier | undefined
  onTier: (tier: Tier | undefined) => void
}

/** The customers behind a tier, by rank, as far down as one scrolls. */
export function TierList({ question, figures, tier, onTier }: TierListProps) {
  const { t } = useTranslation('classification')
  const go = useNavigate()
  const source = useRows<TierRow>(tierKey(question, tier), (cursor, signal) =>
    fetchTier(question, tier, cursor, signal),
  )
  const columns = useTierColumns(figures)
  return (
    <section className="q-panel tier-list" aria-label={t('list.title')}>
      <div className="q-panel-head">
        <h3>
          {t('list.title')}
          {source.total !== undefined && <span className="q-page-aside"> {figures.count(source.total)}</span>}
        </h3>
        <Segmented
          size="small"
          value={tier ?? 'all'}
          onChange={(value) => onTier(value === 'all' ? undefined : (value as Tier))}
          options={[{ value: 'all', label: t('list.all') }, ...tiers.map((value) => ({ value, label: value }))]}
        />
      </div>
      <DataTable
        id="classification"
        label={t('list.title')}
        columns={columns}
        source={source}
        rowId={(row) => row.account.id}
        onOpen={(row) => go({ to: `/accounts/${row.account.id}` })}
        empty={<Empty title={t('list.none')} text={t('list.noneText')} />}
      />
    </section>
  )
}

function useTierColumns(figures: Figures): Column<TierRow>[] {
  const { t } = useTranslation('classification')
  return useMemo(
    () => [
      {
        id: 'rank',
        title: t('column.rank'),
        width: 70,
        align: 'right',
        card: 'none',
        cell: (row) => figures.count(row.rank),
      },
      {
        id: 'account',
        title: t('column.account'),
        width: 260,
        card: 'title',
        cell: (row) => (
          <Link to={`/accounts/${row.account.id}`} title={row.account.number}>
            {row.account.name}
          </Link>
        ),
      },
      { id: 'tier', title: t('column.tier'), width: 84, card: 'aside', cell: (row) => <Move row={row} /> },
      {
        id: 'owner',
        title: t('column.owner'),
        width: 140,
        cell: (row) => row.owner?.name ?? <i className="q-muted">–</i>,
      },
      { id: 'value', title: figures.measureName, width: 150, align: 'right', cell: (row) => figures.exact(row.value) },
      { id: 'share', title: t('column.share'), width: 90, align: 'right', cell: (row) => figures.share(row.share, 2) },
      {
        id: 'cumulative',
        title: t('column.cumulative'),
        width: 90,
        align: 'right',
        cell: (row) => figures.share(row.cumulative),
      },
      {
        id: 'orders',
        title: t('column.orders'),
        width: 80,
        align: 'right',
        cell: (row) => (row.orders === null ? <Masked category="behaviour" /> : figures.count(row.orders)),
      },
      {
        id: 'lastOrderOn',
        title: t('column.lastOrderOn'),
        width: 110,
        align: 'right',
        cell: (row) => (row.orders === null ? <Masked category="behaviour" /> : <When at={row.lastOrderOn} />),
      },
    ],
    [t, figures],
  )
}

/** The tier of this ranking; an arrow when the customer carries another one now. */
function Move({ row }: { row: TierRow }) {
  const { t } = useTranslation('classification')
  const { tier, previousTier } = row
  if (previousTier === tier) return <TierBadge tier={tier} />
  const text = previousTier
    ? t(tier < previousTier ? 'move.up' : 'move.down', { from: previousTier, to: tier })
    : t('move.new', { to: tier })
  return (
    <span
      className={`tier-move${previousTier === null || tier < previousTier ? ' tier-move-up' : ' tier-move-down'}`}
      title={text}
    >
      <TierBadge tier={tier} />
      {previousTier === null ? (
        <small>{t('move.newShort')}</small>
      ) : (
        <>
          {tier < previousTier ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
          <small>{previousTier}</small>
        </>
      )}
      <span className="q-sr-only">{text}</span>
    </span>
  )
}
