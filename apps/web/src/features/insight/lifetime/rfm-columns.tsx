import type { RfmCustomer } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, Figure, Money, When } from '../../../ui/index.ts'
import { useCustomerColumns } from '../customers/customer-columns.tsx'
import { OpensLines } from '../frame/opens-lines.tsx'

export function useRfmColumns(currency: string, onLines: (row: RfmCustomer) => void): Column<RfmCustomer>[] {
  const { t } = useTranslation('rfm')
  const who = useCustomerColumns<RfmCustomer>()
  return useMemo(
    () => [
      ...who,
      { id: 'segment', title: t('column.segment'), width: 130, cell: (row) => t(`segment.${row.segment}`) },
      {
        id: 'scores',
        title: 'R F M',
        width: 90,
        cell: ({ recency, frequency, monetary }) => `${recency} ${frequency} ${monetary}`,
      },
      {
        id: 'revenue',
        title: t('column.revenue'),
        width: 140,
        align: 'right',
        sort: true,
        cell: (row) => (
          <OpensLines onOpen={() => onLines(row)}>
            <Money amountE4={row.revenueE4} currency={currency} />
          </OpensLines>
        ),
      },
      {
        id: 'orders',
        title: t('column.orders'),
        width: 90,
        align: 'right',
        sort: true,
        cell: (row) => <Figure value={row.orders} />,
      },
      {
        id: 'recent',
        title: t('column.daysSinceLast'),
        width: 120,
        align: 'right',
        cell: (row) => <Figure value={row.daysSinceLast} />,
      },
      {
        id: 'lastOrderOn',
        title: t('column.lastOrderOn'),
        width: 120,
        align: 'right',
        sort: 'recent',
        cell: (row) => <When at={row.lastOrderOn} />,
      },
    ],
    [who, t, currency, onLines],
  )
}
