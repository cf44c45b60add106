import { type AnalysisFilter, type BasketItem, crossSelling, type ReplyOf } from '@quayside/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import {
  type Column,
  DataTable,
  Empty,
  Figure,
  Masked,
  Money,
  Peek,
  SelectionBar,
  Share,
  useRows,
  useSelection,
  When,
} from '../../../ui/index.ts'
import { Explained } from '../frame/explained.tsx'
import { ExportMenu } from '../frame/export-menu.tsx'
import { TagCustomers } from '../frame/tag-customers.tsx'
import { type Rule, useItemName } from './use-item-name.ts'

type CrossSelling = ReplyOf<(typeof crossSelling)['read']>
type Row = CrossSelling['rows'][number]

interface CrossSellingPeekProps {
  /** The rule chosen; undefined: closed. */
  rule: Rule | undefined
  items: BasketItem
  filter: AnalysisFilter
  onClose: () => void
}

/** Who buys the left side of a rule and not the right, with what may be expected of each. */
export function CrossSellingPeek({ rule, items, filter, onClose }: CrossSellingPeekProps) {
  const { t } = useTranslation('association')
  const name = useItemName(items)
  const may = useMay()
  const sees = may.see('finance') && may.see('behaviour')
  return (
    <Peek
      open={rule !== undefined}
      onClose={onClose}
      title={rule && t('list.title', { left: rule.from.map(name).join(' + '), right: name(rule.to) })}
      width={820}
    >
      {rule &&
        (sees ? (
          <Customers
            key={`${rule.from.join('\u0000')}\u0001${rule.to}`}
            question={{ ...filter, items, left: JSON.stringify(rule.from), right: rule.to }}
          />
        ) : (
          <Masked category="finance" />
        ))}
    </Peek>
  )
}

type Question = AnalysisFilter & { items: BasketItem; left: string; right: string }

function Customers({ question }: { question: Question }) {
  const { t } = useTranslation('association')
  const go = useNavigate()
  const may = useMay()
  const ask = (cursor: string | undefined, signal?: AbortSignal, limit = 100) =>
    call(crossSelling.read, { query: { ...question, cursor, limit }, signal })
  const source = useRows<Row>(['analyses', 'cross-selling', question], async (cursor, signal) => {
    const page = await ask(cursor, signal)
    return { ...page, rows: page.rows.map((row) => ({ ...row, answer: page })) }
  })
  const selection = useSelection(JSON.stringify(question))
  const first = (source.rows[0] as (Row & { answer: CrossSelling }) | undefined)?.answer
  const columns = useColumns(first?.basis.currency)
  return (
    <div className="analysis-behind">
      <p className="association-why">
        {first && <Why answer={first} />}
        <ExportMenu analysis={crossSelling} question={{ ...question, limit: 10_000 } as never} />
      </p>
      <SelectionBar selection={selection} total={source.total}>
        <TagCustomers
          selection={selection}
          everyId={async () => (await ask(undefined, undefined, 10_000)).rows.map((row) => row.account.id)}
        />
      </SelectionBar>
      <DataTable
        id="cross-selling"
        label={t('list.label')}
        columns={columns}
        source={source}
        rowId={(row) => row.account.id}
        selection={may('accounts', 'change') ? selection : undefined}
        onOpen={(row) => go({ to: `/accounts/${row.account.id}` })}
        empty={<Empty title={t('list.none')} text={t('list.noneText')} />}
      />
    </div>
  )
}

/** On what the expectation rests. */
function Why({ answer }: { answer: CrossSelling }) {
  const { t } = useTranslation('association')
  const { buyersOfLeft, buyersOfBoth, ratio } = answer
  return (
    <span className="q-muted">
      <Explained text={t('define.expected')}>
        {t('list.of')} <Figure value={buyersOfBoth} /> / <Figure value={buyersOfLeft} /> ={' '}
        <Share value={buyersOfLeft > 0 ? buyersOfBoth / buyersOfLeft : null} />
        {ratio !== null && (
          <>
            {' · '}
            {t('list.ratio')} <Figure value={ratio} digits={2} />
          </>
        )}
      </Explained>
    </span>
  )
}

function useColumns(currency: string | undefined): Column<Row>[] {
  const { t } = useTranslation('association')
  return useMemo(
    () => [
      {
        id: 'account',
        title: t('list.account'),
        width: 280,
        card: 'title',
        cell: (row) => (
          <Link to={`/accounts/${row.account.id}`} title={row.account.number}>
            {row.account.name}
          </Link>
        ),
      },
      {
        id: 'expected',
        title: t('list.expected'),
        width: 140,
        align: 'right',
        card: 'aside',
        cell: (row) => <Money amountE4={row.expectedE4} currency={currency} short />,
      },
      {
        id: 'revenue',
        title: t('list.revenue'),
        width: 150,
        align: 'right',
        cell: (row) => <Money amountE4={row.revenueE4} currency={currency} short />,
      },
      { id: 'last', title: t('list.last'), width: 120, align: 'right', cell: (row) => <When at={row.lastOrderOn} /> },
    ],
    [t, currency],
  )
}
