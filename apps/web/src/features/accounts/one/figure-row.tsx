import type { Customer360 } from '@quayside/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, Masked, Money, Share, When } from '../../../ui/index.ts'

/** The figures one is asked for first. `small`: for the side peek. */
export function FigureRow({ customer, small }: { customer: Customer360; small?: boolean }) {
  const { t } = useTranslation('accounts')
  const { account, openOrders, receivables } = customer
  const figures = account.figures
  const seesMoney = !account.masked.includes('figures.amountE4')
  const seesOrders = !account.masked.includes('figures.orders')
  const money = (amountE4: number | null | undefined) =>
    seesMoney ? <Money amountE4={amountE4} short /> : <Masked category="finance" />
  return (
    <dl className={small ? 'account-figures account-figures-small' : 'account-figures'}>
      <Tile label={t('figure.amount')} hint={t('figure.amountHint')}>
        {money(figures.amountE4)}
      </Tile>
      <Tile label={t('figure.orders')} hint={t('figure.ordersHint')}>
        {seesOrders ? <Figure value={figures.orders} /> : <Masked category="behaviour" />}
      </Tile>
      <Tile label={t('figure.averageOrder')} hint={t('figure.averageOrderHint')}>
        {seesMoney && !seesOrders ? <Masked category="behaviour" /> : money(figures.averageOrderE4)}
      </Tile>
      <Tile label={t('figure.margin')} hint={t('figure.marginHint')}>
        {seesMoney ? <Share value={figures.grossMargin} /> : <Masked category="finance" />}
      </Tile>
      <Tile label={t('figure.openOrders')} hint={t('figure.openOrdersHint')}>
        <Figure value={openOrders} />
      </Tile>
      <Tile label={t('figure.lastOrder')} hint={t('figure.lastOrderHint')}>
        {seesOrders ? <When at={figures.lastOrderOn} /> : <Masked category="behaviour" />}
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
