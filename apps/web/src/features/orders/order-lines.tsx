import type { Order } from '@quayside/contract'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { Masked, Money, useKit, useNarrow, When } from '../../ui/index.ts'

type Line = Order['lineItems'][number]

/** The lines of one order: a table, or blocks on a telephone. */
export function OrderLines({ order }: { order: Order }) {
  const narrow = useNarrow()
  return narrow ? <LineBlocks order={order} /> : <LineTable order={order} />
}

/** The line the address points at is brought into sight and marked. */
function useMeantLine() {
  const hash = useLocation({ select: (location) => location.hash })
  return ({ lineNo }: Line) =>
    hash === `line-${lineNo}`
      ? {
          className: 'order-line-meant',
          ref: (element: HTMLElement | null) => element?.scrollIntoView({ block: 'center' }),
        }
      : {}
}

function LineTable({ order }: { order: Order }) {
  const meant = useMeantLine()
  const { t } = useTranslation('orders')
  const { locale } = useKit()
  const seesMoney = useMay().see('finance')
  return (
    <div className="order-lines-box">
      <table className="order-lines">
        <thead>
          <tr>
            <th scope="col">{t('field.lineNo')}</th>
            <th scope="col">{t('field.service')}</th>
            <th scope="col">{t('field.route')}</th>
            <th scope="col">{t('field.item')}</th>
            <th scope="col" className="q-num">
              {t('field.quantity')}
            </th>
            <th scope="col" className="q-num">
              {t('field.weight')}
            </th>
            <th scope="col">{t('field.delivered')}</th>
            <th scope="col" className="q-num">
              {t('field.freight')}
            </th>
            <th scope="col" className="q-num">
              {t('field.cost')}
            </th>
            <th scope="col" className="q-num">
              {t('field.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lineItems.map((line) => (
            <tr key={line.id} {...meant(line)}>
              <td className="q-muted">{line.lineNo}</td>
              <td>
                {t(`service.${line.service}`)}
                {line.mode && <small className="q-muted"> {line.mode}</small>}
              </td>
              <td>
                <Route line={line} />
              </td>
              <td>
                <Item line={line} />
              </td>
              <td className="q-num">{quantityText(line, locale)}</td>
              <td className="q-num">
                <Weight line={line} />
              </td>
              <td>
                <Delivered line={line} />
              </td>
              <td className="q-num">
                {seesMoney ? (
                  <Money amountE4={line.freightE4} currency={order.currency} />
                ) : (
                  <Masked category="finance" />
                )}
              </td>
              <td className="q-num">
                {seesMoney ? <Money amountE4={line.costE4} currency={order.currency} /> : <Masked category="finance" />}
              </td>
              <td className="q-num">
                {seesMoney ? (
                  <Money amountE4={line.amountE4} currency={order.currency} />
                ) : (
                  <Masked category="finance" />
                )}
              </td>
            </tr>
          ))}
        </tbody>
        {seesMoney && order.lineItems.length > 1 && <Totals order={order} />}
      </table>
    </div>
  )
}

/** A sum is given when every line has the figure. */
function sumOf(lines: readonly Line[], field: 'freightE4' | 'costE4' | 'amountE4'): number | null {
  const known = lines.flatMap((line) => line[field] ?? [])
  return known.length === lines.length ? known.reduce((sum, one) => sum + one, 0) : null
}

function Totals({ order }: { order: Order }) {
  const { t } = useTranslation('orders')
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={7}>
          {t('sum')}
        </th>
        {(['freightE4', 'costE4', 'amountE4'] as const).map((field) => (
          <td key={field} className="q-num">
            <Money amountE4={sumOf(order.lineItems, field)} currency={order.currency} />
          </td>
        ))}
      </tr>
    </tfoot>
  )
}

function LineBlocks({ order }: { order: Order }) {
  const meant = useMeantLine()
  const { t } = useTranslation('orders')
  const { locale } = useKit()
  const seesMoney = useMay().see('finance')
  return (
    <ol className="order-blocks">
      {order.lineItems.map((line) => (
        <li key={line.id} {...meant(line)}>
          <div className="order-block-head">
            <strong>{t(`service.${line.service}`)}</strong>
            {seesMoney ? <Money amountE4={line.amountE4} currency={order.currency} /> : <Masked category="finance" />}
          </div>
          <Route line={line} />
          <Item line={line} />
          <div className="q-muted">
            {line.quantity !== null && `${quantityText(line, locale)} · `}
            <Weight line={line} /> · <Delivered line={line} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Route({ line }: { line: Line }) {
  const to = [line.destination, line.country].filter(Boolean).join(', ')
  return (
    <span>
      {line.origin || to ? (
        `${line.origin ?? '–'} → ${to || '–'}`
      ) : (
        <span className="q-muted">{line.region ?? '–'}</span>
      )}
      {line.vendor && <small className="q-muted"> {line.vendor}</small>}
    </span>
  )
}

function Item({ line }: { line: Line }) {
  const name = line.item ?? line.subCategory ?? line.category
  if (!name) return <span className="q-muted">–</span>
  return (
    <span title={[line.category, line.subCategory].filter(Boolean).join(' / ')}>
      {name}
      {line.itemCode && <small className="q-muted"> {line.itemCode}</small>}
    </span>
  )
}

/** Exact in four decimals, of which most quantities need none. */
function quantityText(line: Line, locale: string) {
  if (line.quantity === null) return '–'
  const figure = Number(line.quantity).toLocaleString(locale, { maximumFractionDigits: 4 })
  return [figure, line.unit].filter(Boolean).join(' ')
}

function Weight({ line }: { line: Line }) {
  const { locale } = useKit()
  if (line.weightG === null) return <span className="q-muted">{line.weightNote ?? '–'}</span>
  return <span>{(line.weightG / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} kg</span>
}

/** Late is told in words, not by colour alone. */
function Delivered({ line }: { line: Line }) {
  const { t } = useTranslation('orders')
  if (!line.deliveredOn)
    return line.promisedOn ? (
      <span className="q-muted">
        {t('promised')} <When at={line.promisedOn} />
      </span>
    ) : (
      <span className="q-muted">–</span>
    )
  const late = line.promisedOn !== null && line.deliveredOn > line.promisedOn
  return (
    <span className={late ? 'order-late' : undefined}>
      <When at={line.deliveredOn} /> {late && t('late')}
    </span>
  )
}
