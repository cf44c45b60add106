import { type LinesBehind, listLinesBehind, type ReplyOf } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { type Column, Masked, Money, Peek, useRows, When } from '../../../ui/index.ts'
import { RowsBehind } from './rows-behind.tsx'

type Line = ReplyOf<typeof listLinesBehind>['rows'][number]

interface LinesBehindPeekProps {
  /** The figure chosen; undefined: closed. */
  behind: LinesBehind | undefined
  title: string
  onClose: () => void
}

/** The order lines behind a figure, newest first. */
export function LinesBehindPeek({ behind, title, onClose }: LinesBehindPeekProps) {
  return (
    <Peek open={behind !== undefined} onClose={onClose} title={title} width={920}>
      {behind && <Lines behind={behind} />}
    </Peek>
  )
}

function Lines({ behind }: { behind: LinesBehind }) {
  const { t } = useTranslation('insight')
  const source = useRows<Line>(['analyses', 'lines', behind], (cursor, signal) =>
    call(listLinesBehind, { query: { ...behind, cursor, limit: 100 }, signal }),
  )
  const columns = useLineColumns(behind.accountId !== undefined)
  return (
    <RowsBehind
      id="lines-behind"
      label={t('behind.title')}
      columns={columns}
      source={source}
      rowId={(row) => row.id}
      none={t('behind.none')}
    />
  )
}

/** What the title says, the rows need not repeat. */
function useLineColumns(ofOneCustomer: boolean): Column<Line>[] {
  const { t } = useTranslation('insight')
  const seesMoney = useMay().see('finance')
  return useMemo(() => {
    const money = (amountE4: number | null, currency: string) =>
      seesMoney ? <Money amountE4={amountE4} currency={currency} /> : <Masked category="finance" />
    const columns: Column<Line>[] = [
      {
        id: 'orderedOn',
        title: t('behind.orderedOn'),
        width: 110,
        card: 'aside',
        cell: (row) => <When at={row.orderedOn} />,
      },
      {
        id: 'order',
        title: t('behind.order'),
        width: 130,
        card: ofOneCustomer ? 'title' : 'line',
        cell: (row) => <Link to={`/orders/${row.orderId}`}>{row.orderNumber}</Link>,
      },
      {
        id: 'account',
        title: t('behind.account'),
        width: 220,
        card: 'title',
        cell: (row) => <Link to={`/accounts/${row.account.id}`}>{row.account.name}</Link>,
      },
      { id: 'service', title: t('behind.service'), width: 120, cell: (row) => t(`service.${row.service}`) },
      { id: 'item', title: t('behind.item'), width: 160, cell: (row) => row.item ?? row.category ?? '–' },
      {
        id: 'amount',
        title: t('behind.amount'),
        width: 120,
        align: 'right',
        cell: (row) => money(row.amountE4, row.currency),
      },
      {
        id: 'cost',
        title: t('behind.cost'),
        width: 120,
        align: 'right',
        cell: (row) => money(row.costE4, row.currency),
      },
      { id: 'region', title: t('filter.region'), width: 110, cell: (row) => row.region ?? '–' },
    ]
    return ofOneCustomer ? columns.filter(({ id }) => id !== 'account') : columns
  }, [t, seesMoney, ofOneCustomer])
}
