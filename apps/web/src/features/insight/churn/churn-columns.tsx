import type { ChurnBy, ChurnRadarKind, ChurnRow } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, Figure, Money, Share, When } from '../../../ui/index.ts'
import { toHundredths, useCustomerColumns } from '../customers/customer-columns.tsx'

interface ChurnColumnsProps {
  radar: ChurnRadarKind
  by: ChurnBy
  currency: string
  onOpen: (row: ChurnRow) => void
}

export function useChurnColumns({ radar, by, currency, onOpen }: ChurnColumnsProps): Column<ChurnRow>[] {
  const { t } = useTranslation('churn')
  const { t: word } = useTranslation('insight')
  const who = useCustomerColumns<ChurnRow>()
  return useMemo(() => {
    const rate = (value: number) =>
      radar === 'value' ? (
        <Money amountE4={toHundredths(value)} currency={currency} short />
      ) : (
        <Figure value={value} digits={1} />
      )
    const part = (row: ChurnRow) => {
      if (row.part === null || row.part === '-') return t('list.notGiven')
      return by === 'service' ? word(`service.${row.part as 'road'}`, { defaultValue: row.part }) : row.part
    }
    const columns: Column<ChurnRow>[] = [
      ...who,
      ...(by === 'account' ? [] : [{ id: 'part', title: t(`part.${by}`), width: 160, cell: part }]),
      { id: 'since', title: t('column.since'), width: 110, sort: true, cell: (row) => <When at={row.since} /> },
      {
        id: 'missing',
        title: t('column.missing'),
        width: 140,
        align: 'right',
        cell: (row) => (
          <button type="button" className="q-link" onClick={() => onOpen(row)}>
            <Money amountE4={toHundredths(row.missingE4)} currency={currency} />
          </button>
        ),
      },
      ...(radar === 'value'
        ? []
        : [
            {
              id: 'missingOrders',
              title: t('column.missingOrders'),
              width: 110,
              align: 'right' as const,
              cell: (row: ChurnRow) => <Figure value={row.missingOrders} digits={1} />,
            },
          ]),
      {
        id: 'change',
        title: t(radar === 'value' ? 'column.changeOfValue' : 'column.change'),
        width: 170,
        align: 'right',
        cell: (row) => (
          <span className="churn-change">
            {rate(row.before)} → {rate(row.after)}
          </span>
        ),
      },
      {
        id: 'chance',
        title: t('column.chance'),
        width: 110,
        align: 'right',
        cell: (row) => <Share value={row.chance} digits={row.chance < 0.001 ? 4 : 2} />,
      },
      {
        id: 'lastOrderOn',
        title: t('column.lastOrderOn'),
        width: 120,
        align: 'right',
        cell: (row) => <When at={row.lastOrderOn} />,
      },
      {
        id: 'state',
        title: t('column.state'),
        width: 90,
        cell: (row) => t(row.lost ? 'state.lost' : 'state.slipping'),
      },
    ]
    return columns
  }, [who, radar, by, currency, onOpen, t, word])
}
