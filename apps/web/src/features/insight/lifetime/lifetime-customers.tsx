import { type LifetimeCustomer, listLifetime, type QueryOf } from '@quayside/contract'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { type Column, Figure, Money, Share, useRows, When } from '../../../ui/index.ts'
import { toHundredths, useCustomerColumns } from '../customers/customer-columns.tsx'
import { CustomersPanel } from '../customers/customers-panel.tsx'
import type { LifetimePlace } from './lifetime-page.tsx'

interface LifetimeCustomersProps {
  question: QueryOf<typeof listLifetime>
  place: LifetimePlace
  onPlace: (change: Partial<LifetimePlace>) => void
  currency: string
}

export function LifetimeCustomers({ question, place, onPlace, currency }: LifetimeCustomersProps) {
  const { t } = useTranslation('lifetime')
  const { aliveBin, sort } = place
  const asked = { ...question, aliveBin, sort }
  const source = useRows<LifetimeCustomer>(['analyses', 'lifetime', 'customers', asked], (cursor, signal) =>
    call(listLifetime, { query: { ...asked, cursor, limit: 100 }, signal }),
  )
  return (
    <CustomersPanel
      id="lifetime-customers"
      label={t('list.title')}
      title={
        aliveBin === undefined ? t('list.title') : t('list.alive', { from: aliveBin * 10, to: (aliveBin + 1) * 10 })
      }
      columns={useLifetimeColumns(currency)}
      source={source}
      sort={sort ?? '-lifetimeValue'}
      onSort={(next) => onPlace({ sort: listLifetime.query.shape.sort.safeParse(next).data })}
      head={
        aliveBin !== undefined && (
          <Button size="small" onClick={() => onPlace({ aliveBin: undefined })}>
            {t('list.all')}
          </Button>
        )
      }
    />
  )
}

function useLifetimeColumns(currency: string): Column<LifetimeCustomer>[] {
  const { t } = useTranslation('lifetime')
  const who = useCustomerColumns<LifetimeCustomer>()
  return useMemo(
    () => [
      ...who,
      {
        id: 'lifetimeValue',
        title: t('column.value'),
        width: 140,
        align: 'right',
        sort: true,
        cell: (row) => <Money amountE4={toHundredths(row.lifetimeValueE4)} currency={currency} />,
      },
      {
        id: 'expectedOrders',
        title: t('column.expectedOrders'),
        width: 120,
        align: 'right',
        cell: (row) => <Figure value={row.expectedOrders} digits={2} />,
      },
      {
        id: 'alive',
        title: t('column.alive'),
        width: 110,
        align: 'right',
        sort: true,
        cell: (row) => <Share value={row.alive} />,
      },
      {
        id: 'orderValue',
        title: t('column.orderValue'),
        width: 130,
        align: 'right',
        cell: (row) => <Money amountE4={toHundredths(row.orderValueE4)} currency={currency} />,
      },
      {
        id: 'purchases',
        title: t('column.purchases'),
        width: 100,
        align: 'right',
        cell: (row) => <Figure value={row.purchases} />,
      },
      {
        id: 'lastOrderOn',
        title: t('column.lastOrderOn'),
        width: 110,
        align: 'right',
        cell: (row) => <When at={row.lastOrderOn} />,
      },
      {
        id: 'firstOrderOn',
        title: t('column.firstOrderOn'),
        width: 110,
        align: 'right',
        cell: (row) => <When at={row.firstOrderOn} />,
      },
      {
        id: 'revenue',
        title: t('column.revenue'),
        width: 140,
        align: 'right',
        cell: (row) => <Money amountE4={row.revenueE4} currency={currency} />,
      },
    ],
    [who, t, currency],
  )
}
