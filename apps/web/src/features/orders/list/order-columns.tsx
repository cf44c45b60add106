import type { OrderRow } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { CellLink, type Column, Figure, Money, When } from '../../../ui/index.ts'
import { StatusText } from '../order-status.tsx'

const none = <span className="q-muted">–</span>

export function useOrderColumns(): Column<OrderRow>[] {
  const { t } = useTranslation('orders')
  const seesMoney = useMay().see('finance')
  return useMemo(
    () =>
      [
        {
          id: 'number',
          title: t('field.number'),
          width: 150,
          fixed: true,
          card: 'title' as const,
          cell: (row: OrderRow) => <CellLink to={`/orders/${row.id}`}>{row.number}</CellLink>,
        },
        {
          id: 'account',
          title: t('field.account'),
          width: 230,
          cell: (row: OrderRow) => (
            <CellLink to={`/accounts/${row.account.id}`} title={row.account.name}>
              {row.account.name}
            </CellLink>
          ),
        },
        {
          id: 'status',
          title: t('field.status'),
          width: 100,
          card: 'aside' as const,
          cell: (row: OrderRow) => <StatusText status={row.status} />,
        },
        {
          id: 'services',
          title: t('field.service'),
          width: 120,
          cell: (row: OrderRow) => row.services.map((service) => t(`service.${service}`)).join(', ') || none,
        },
        {
          id: 'route',
          title: t('field.route'),
          width: 200,
          cell: (row: OrderRow) =>
            row.origin || row.destination ? `${row.origin ?? '–'} → ${row.destination ?? '–'}` : none,
        },
        {
          id: 'orderedOn',
          title: t('field.orderedOn'),
          width: 110,
          sort: true as const,
          cell: (row: OrderRow) => <When at={row.orderedOn} />,
        },
        {
          id: 'requestedOn',
          title: t('field.requestedOn'),
          width: 110,
          sort: true as const,
          card: 'none' as const,
          cell: (row: OrderRow) => (row.requestedOn ? <When at={row.requestedOn} /> : none),
        },
        {
          id: 'receivedAt',
          title: t('field.receivedAt'),
          width: 140,
          sort: true as const,
          hidden: true,
          card: 'none' as const,
          cell: (row: OrderRow) => <When at={row.receivedAt} />,
        },
        {
          id: 'channel',
          title: t('field.channel'),
          width: 90,
          card: 'none' as const,
          cell: (row: OrderRow) => t(`channel.${row.channel}`, { defaultValue: row.channel }),
        },
        {
          id: 'reference',
          title: t('field.reference'),
          width: 140,
          card: 'none' as const,
          cell: (row: OrderRow) => row.reference ?? none,
        },
        {
          id: 'team',
          title: t('field.team'),
          width: 120,
          hidden: true,
          card: 'none' as const,
          cell: (row: OrderRow) => row.team?.name ?? none,
        },
        {
          id: 'dangerous',
          title: t('field.dangerous'),
          width: 90,
          hidden: true,
          card: 'none' as const,
          cell: (row: OrderRow) => (row.dangerous ? t('yes') : none),
        },
        {
          id: 'lines',
          title: t('field.lines'),
          width: 70,
          align: 'right' as const,
          card: 'none' as const,
          hidden: true,
          cell: (row: OrderRow) => <Figure value={row.lines} />,
        },
        {
          id: 'amount',
          title: t('field.amount'),
          width: 130,
          align: 'right' as const,
          cell: (row: OrderRow) => <Money amountE4={row.amountE4} currency={row.currency} />,
        },
        {
          id: 'priceSource',
          title: t('field.priceSource'),
          width: 100,
          hidden: true,
          card: 'none' as const,
          cell: (row: OrderRow) => (row.priceSource ? t(`priceSource.${row.priceSource}`) : none),
        },
      ].filter(({ id }) => seesMoney || (id !== 'amount' && id !== 'priceSource')),
    [t, seesMoney],
  )
}
