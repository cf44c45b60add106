import type { Order } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Money, useKit, When } from '../../../ui/index.ts'
import { PriceSteps } from '../../pricing/index.tsx'
import { stepsOf } from '../entry/price-of-line.ts'

/** Places, goods, parties and references of a service order. */
export function OrderContent({ order }: { order: Order }) {
  const { t } = useTranslation('orders')
  return (
    <>
      <Panel title={t('entry.places')} shown={order.places.length > 0}>
        {[...order.places.entries()].map(([at, place]) => (
          <Item key={at} title={t(`place.${place.kind}`)}>
            {[place.name, place.address, place.city, place.country, place.unlocode].filter(Boolean).join(', ') || '–'}
            {(place.from || place.to) && (
              <small className="q-muted">
                {place.from && <When at={place.from} />} – {place.to && <When at={place.to} />}
              </small>
            )}
          </Item>
        ))}
      </Panel>
      <Panel title={t('entry.goods')} shown={order.goods.length > 0}>
        {[...order.goods.entries()].map(([at, goods]) => (
          <Item key={at} title={goods.description ?? t('entry.goodsNo', { figure: at + 1 })}>
            <GoodsText goods={goods} currency={order.currency} />
          </Item>
        ))}
      </Panel>
      <Panel title={t('entry.parties')} shown={order.parties.length > 0}>
        {[...order.parties.entries()].map(([at, party]) => (
          <Item key={at} title={t(`party.${party.role}`)}>
            {party.account ? (
              <Link to={`/accounts/${party.account.id}`}>{party.account.name}</Link>
            ) : (
              (party.name ?? party.code ?? '–')
            )}
            <small className="q-muted">
              {[party.address, party.city, party.phone, party.email].filter(Boolean).join(', ')}
            </small>
          </Item>
        ))}
      </Panel>
      <Panel title={t('entry.references')} shown={order.references.length > 0}>
        {order.references.map(({ kind, value }) => (
          <Item key={`${kind} ${value}`} title={t(`reference.${kind}`)}>
            {value}
          </Item>
        ))}
      </Panel>
      <PricePanel order={order} />
      {order.note && (
        <Panel title={t('field.note')} shown>
          <p className="order-note">{order.note}</p>
        </Panel>
      )}
    </>
  )
}

export function Panel({ title, shown, children }: { title: string; shown: boolean; children: ReactNode }) {
  if (!shown) return null
  return (
    <section className="q-panel" aria-label={title}>
      <div className="q-panel-head">
        <h2>{title}</h2>
      </div>
      <div className="q-panel-body order-items">{children}</div>
    </section>
  )
}

function Item({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="order-item">
      <span className="order-item-title">{title}</span>
      <span className="order-item-text">{children}</span>
    </div>
  )
}

function GoodsText({ goods, currency }: { goods: Order['goods'][number]; currency: string }) {
  const { t } = useTranslation('orders')
  const { locale } = useKit()
  const figure = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 3 })
  const parts = [
    goods.packages !== undefined && `${figure(goods.packages)} ${goods.packageType ?? t('pieces')}`,
    goods.weightG !== undefined && `${figure(goods.weightG / 1_000)} kg`,
    goods.volumeCm3 !== undefined && `${figure(goods.volumeCm3 / 1_000_000)} m³`,
    goods.hsCode && `HS ${goods.hsCode}`,
    // In the order in which the regulations want dangerous goods told.
    goods.unNumber && `UN ${goods.unNumber}`,
    goods.properName,
    goods.dangerClass && `${t('field.dangerClass')} ${goods.dangerClass}`,
    goods.packingGroup && `${t('field.packingGroup')} ${goods.packingGroup}`,
    (goods.temperatureMinC !== undefined || goods.temperatureMaxC !== undefined) &&
      `${goods.temperatureMinC ?? '…'} – ${goods.temperatureMaxC ?? '…'} °C`,
    goods.marks,
  ].filter(Boolean)
  return (
    <>
      {parts.join(' · ') || '–'}
      {goods.valueE4 !== undefined && (
        <small className="q-muted">
          {t('field.goodsValue')} <Money amountE4={goods.valueE4} currency={currency} />
        </small>
      )}
    </>
  )
}

/** How each line's price came about. */
function PricePanel({ order }: { order: Order }) {
  const { t } = useTranslation('orders')
  const seesMoney = useMay().see('finance')
  const told = order.lineItems.filter(({ priceSource }) => priceSource !== null)
  return (
    <Panel title={t('pricePanel')} shown={seesMoney && told.length > 0}>
      {told.map((line) => (
        <div key={line.id} className="order-price">
          <span>
            {told.length > 1 && `${t('entry.line', { figure: line.lineNo })} · `}
            {t(`priceSource.${line.priceSource}`)}{' '}
            {line.amountE4 !== null && <Money amountE4={line.amountE4} currency={order.currency} />}
            {line.priceReason && <span className="q-muted"> {line.priceReason}</span>}
          </span>
          {line.priceSteps.length > 0 && (
            <Suspense>
              <PriceSteps steps={stepsOf(line.priceSteps)} />
            </Suspense>
          )}
        </div>
      ))}
    </Panel>
  )
}
