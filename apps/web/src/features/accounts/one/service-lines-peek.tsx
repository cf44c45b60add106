import { listServiceLines, type QueryOf, type ReplyOf } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { type Column, DataTable, Empty, Peek, useRows, When } from '../../../ui/index.ts'

type Line = ReplyOf<typeof listServiceLines>['rows'][number]
type Query = QueryOf<typeof listServiceLines>

interface ServiceLinesPeekProps {
  /** undefined: closed. */
  query: Query | undefined
  title: string
  onClose: () => void
}

/** The order lines behind a figure of service, those furthest from their promise first. */
export function ServiceLinesPeek({ query, title, onClose }: ServiceLinesPeekProps) {
  return (
    <Peek open={query !== undefined} onClose={onClose} title={title} width={760}>
      {query && <Lines query={query} />}
    </Peek>
  )
}

function Lines({ query }: { query: Query }) {
  const { t } = useTranslation('insight')
  const source = useRows<Line>(['analyses', 'service-kpis', 'lines', query], (cursor, signal) =>
    call(listServiceLines, { query: { ...query, cursor, limit: 100 }, signal }),
  )
  return (
    <div className="account-service-lines">
      <DataTable
        id="service-lines-of-one"
        label={t('behind.title')}
        columns={useLineColumns()}
        source={source}
        rowId={(row) => row.id}
        empty={<Empty title={t('behind.none')} />}
      />
    </div>
  )
}

function useLineColumns(): Column<Line>[] {
  const { t } = useTranslation('service')
  const { t: word } = useTranslation('insight')
  return useMemo(() => {
    const day = (id: string, title: string, at: (row: Line) => string | null): Column<Line> => ({
      id,
      title,
      width: 110,
      cell: (row) => (at(row) ? <When at={at(row)} /> : '–'),
    })
    return [
      {
        id: 'order',
        title: word('behind.order'),
        width: 140,
        card: 'title',
        cell: (row) => <Link to={`/orders/${row.orderId}`}>{row.orderNumber}</Link>,
      },
      { id: 'verdict', title: t('lines.verdict'), width: 130, card: 'aside', cell: (row) => <Verdict line={row} /> },
      day('promised', t('lines.promised'), (row) => row.promisedOn),
      day('delivered', t('lines.delivered'), (row) => row.deliveredOn),
      day('ordered', word('behind.orderedOn'), (row) => row.orderedOn),
      { id: 'service', title: word('behind.service'), width: 90, cell: (row) => word(`service.${row.service}`) },
    ]
  }, [t, word])
}

function Verdict({ line: { verdict, daysOff } }: { line: Line }) {
  const { t } = useTranslation('service')
  if (!verdict) return <span className="q-muted">{t('verdict.none')}</span>
  const off = daysOff ? ` · ${t('lines.daysOff', { figure: Math.abs(daysOff) })}` : ''
  return <span className={verdict === 'late' ? 'account-late' : undefined}>{`${t(`verdict.${verdict}`)}${off}`}</span>
}
