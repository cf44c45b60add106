import type { CustomerOf } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, TierBadge } from '../../../ui/index.ts'

/** Who a row is about: name, tier, owner. What an analysis says of him follows. */
export function useCustomerColumns<Row extends CustomerOf>(): Column<Row>[] {
  const { t } = useTranslation('insight')
  return useMemo(
    () => [
      {
        id: 'account',
        title: t('customer.account'),
        width: 240,
        card: 'title',
        fixed: true,
        cell: (row) => (
          <Link to={`/accounts/${row.account.id}`} title={row.account.number}>
            {row.account.name}
          </Link>
        ),
      },
      { id: 'tier', title: t('customer.tier'), width: 70, card: 'aside', cell: (row) => <TierBadge tier={row.tier} /> },
      {
        id: 'owner',
        title: t('customer.owner'),
        width: 120,
        cell: (row) => row.owner?.name ?? <i className="q-muted">–</i>,
      },
    ],
    [t],
  )
}

/** Money that a model expects: to the hundredth of the unit, for more would be pretence. */
export const toHundredths = (amountE4: number): number => Math.round(amountE4 / 100) * 100
