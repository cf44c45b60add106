import type { Customer360 } from '@quayside/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, Masked, Money, Share, When } from '../../../ui/index.ts'

/** The figures one is asked for first. `small`: for the side peek. */
export function FigureRow({ customer, small }: { customer: Customer360; small?: boolean }) {
  const { t } = useTranslation('accounts')
  const { account, openOrders, receivables } = customer
  const figures = account.figures
  const hidden = account.masked.includes('figures')
  const money = (amountE4: number | null | undefined) =>
    hidden ? <Masked category="finance" /> : <Money amountE4={amountE4} short />
  return (
    <dl className={small ? 'account-figures account-figures-small' : 'account-figures'}>
      <Tile label={t('figure.amount')} hint={t('figure.amountHint')}>
        {money(figures?.amountE4)}
      </Tile>
      <Tile label={t('figure.orders')} hint={t('figure.ordersHint')}>
        {hidden ? <Masked category="finance" /> : <Figure value={figures?.orders} />}
      </Tile>
      <Tile label={t('figure.averageOrder')} hint={t('figure.averageOrderHint')}>
        {money(figures?.averageOrderE4)}
      </Tile>
      <Tile label={t('figure.margin')} hint={t('figure.marginHint')}>
        {hidden ? (
          <Masked category="finance" />
        ) : (
          <Share value={figures?.grossProfitE4 && figures.amountE4 ? figures.grossProfitE4 / figures.amountE4 : null} />
        )}
      </Tile>
      <Tile label={t('figure.openOrders')} hint={t('figure.openOrdersHint')}>
        <Figure value={openOrders} />
      </Tile>
      <Tile label={t('figure.lastOrder')} hint={t('figure.lastOrderHint')}>
        {hidden ? <Masked category="finance" /> : <When at={figures?.lastOrderOn} />}
      </Tile>
      {!small && receivables && (
        <Tile label={t('figure.receivables')} hint={t('figure.receivablesHint')}>
          <Money amountE4={receivables.openE4} currency={receivables.currency} short />
        </Tile>
      )}
    </dl>
  )
}

function Tile({ label, hint, children }: { label: string; hint: string; children: ReactNode }) {
  return (
    <div title={hint}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
