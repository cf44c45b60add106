import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import {
  type ClassifiedCustomer,
  type LinesBehind,
  listClassified,
  listClassifiedIds,
  type Tier,
} from '@quayside/contract'
import { Button, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { type Column, Masked, TierBadge, useRows, When } from '../../../ui/index.ts'
import { useCustomerColumns } from '../customers/customer-columns.tsx'
import { CustomersPanel } from '../customers/customers-panel.tsx'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { OpensLines } from '../frame/opens-lines.tsx'
import type { Figures } from './figures.ts'
import type { OnPlace, Question } from './place.ts'

const tiers = ['A', 'B', 'C', 'D'] as const

interface TierListProps {
  question: Question
  figures: Figures
  potential: number | undefined
  onPlace: OnPlace
}

/** The customers behind a tier, by rank, as far down as one scrolls; to assign, tag and follow up. What one brings opens onto his lines. */
export function TierList({ question, figures, potential, onPlace }: TierListProps) {
  const { t } = useTranslation('classification')
  const [behind, setBehind] = useState<ClassifiedCustomer | undefined>(undefined)
  const asked = { ...question, potential }
  const { tier } = question
  // Owners and tiers follow what is changed here: the key begins with what changes are told of.
  const source = useRows<ClassifiedCustomer>(['account', 'classification', asked], (cursor, signal) =>
    call(listClassified, { query: { ...asked, cursor, limit: 200 }, signal }),
  )
  return (
    <>
      <CustomersPanel
        id="classification"
        label={t('list.title')}
        title={t('list.title')}
        columns={useTierColumns(figures, setBehind)}
        source={source}
        head={
          <>
            {potential !== undefined && (
              <Button size="small" onClick={() => onPlace({ potential: undefined })}>
                {t('list.potential', { of: potential || t('potential.unknown') })}
              </Button>
            )}
            <Segmented
              size="small"
              aria-label={t('column.tier')}
              value={tier ?? 'all'}
              onChange={(value) => onPlace({ tier: value === 'all' ? undefined : (value as Tier) })}
              options={[{ value: 'all', label: t('list.all') }, ...tiers.map((value) => ({ value, label: value }))]}
            />
          </>
        }
        act={{ list: asked, allIds: () => call(listClassifiedIds, { query: asked }) }}
      />
      <LinesBehindPeek
        behind={behind && linesOf(question, behind)}
        title={behind?.account.name ?? ''}
        onClose={() => setBehind(undefined)}
      />
    </>
  )
}

const linesOf = (
  { from, to, currency, region, service, ownerId, teamId }: Question,
  { account }: ClassifiedCustomer,
): LinesBehind => ({ from, to, currency, region, service, ownerId, teamId, accountId: account.id })

function useTierColumns(figures: Figures, onLines: (row: ClassifiedCustomer) => void): Column<ClassifiedCustomer>[] {
  const { t } = useTranslation('classification')
  const [who, , owner] = useCustomerColumns<ClassifiedCustomer>()
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
      ...(who ? [who] : []),
      { id: 'tier', title: t('column.tier'), width: 84, card: 'aside', cell: (row) => <Move row={row} /> },
      ...(owner ? [owner] : []),
      {
        id: 'value',
        title: figures.measureName,
        width: 150,
        align: 'right',
        cell: (row) => <OpensLines onOpen={() => onLines(row)}>{figures.exact(row.value)}</OpensLines>,
      },
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
    [t, figures, who, owner, onLines],
  )
}

/** The tier of this ranking; an arrow when the customer carries another one now. */
function Move({ row }: { row: ClassifiedCustomer }) {
  const { t } = useTranslation('classification')
  const { ranked, tier } = row
  if (tier === ranked) return <TierBadge tier={ranked} />
  const text = tier
    ? t(ranked < tier ? 'move.up' : 'move.down', { from: tier, to: ranked })
    : t('move.new', { to: ranked })
  return (
    <span className={`tier-move${tier === null || ranked < tier ? ' tier-move-up' : ' tier-move-down'}`} title={text}>
      <TierBadge tier={ranked} />
      {tier === null ? (
        <small>{t('move.newShort')}</small>
      ) : (
        <>
          {ranked < tier ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
          <small>{tier}</small>
        </>
      )}
      <span className="q-sr-only">{text}</span>
    </span>
  )
}
