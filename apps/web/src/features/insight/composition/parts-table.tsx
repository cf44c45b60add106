import type { CompositionPart } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share } from '../../../ui/index.ts'
import { Explained, Growth } from '../frame/explained.tsx'
import type { Composition } from './composition-cards.tsx'
import { MarginMove } from './margin-move.tsx'
import './composition.css'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'

interface PartsTableProps {
  answer: Composition
  onPart: (part: CompositionPart, label: string) => void
}

/** What the dealings are made of, largest first; a name opens its lines. */
export function PartsTable({ answer, onPart }: PartsTableProps) {
  const { t } = useTranslation('composition')
  const label = useLabel(answer)
  const { parts, total, basis } = answer
  const withStock = total.turnover !== null
  const largest = Math.max(1, ...parts.map((part) => part.revenueE4))
  const cells = (part: CompositionPart) => (
    <>
      <td>
        <Money amountE4={part.revenueE4} currency={basis.currency} />
      </td>
      <td>
        <Share value={part.shareOfRevenue} />
      </td>
      {answer.former && (
        <td>
          <Money amountE4={part.formerRevenueE4} currency={basis.currency} short />{' '}
          <Growth now={part.revenueE4} before={part.formerRevenueE4} />
        </td>
      )}
      <td>
        <Money amountE4={part.grossProfitE4} currency={basis.currency} />
      </td>
      <td>
        <Share value={part.grossMargin} /> <MarginMove now={part.grossMargin} before={part.formerGrossMargin} short />
      </td>
      <td>
        <Share value={part.shareOfProfit} />
      </td>
      {withStock && (
        <>
          <td>
            <Figure value={part.turnover} digits={2} />
          </td>
          <td>
            <Figure value={part.crossRatio} digits={2} />
          </td>
          <td>
            <Figure value={part.contributionRatio} digits={3} />
          </td>
        </>
      )}
      <td>
        <Figure value={part.orders} />
      </td>
    </>
  )
  return (
    <section ref={keyboardScroll} className="q-panel analysis-table-panel" aria-label={t('parts.title')}>
      <div className="q-panel-head">
        <h3>{t('parts.title')}</h3>
      </div>
      <table className="analysis-table">
        <thead>
          <tr>
            <th scope="col">{t(`by.${answer.by}`)}</th>
            <Head name="revenue" />
            <Head name="share" />
            {answer.former && <Head name="former" />}
            <Head name="profit" />
            <Head name="margin" />
            <Head name="contribution" />
            {withStock && (
              <>
                <Head name="turnover" />
                <Head name="crossRatio" />
                <Head name="contributionRatio" />
              </>
            )}
            <Head name="orders" />
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.key}>
              <td>
                <span
                  className="composition-bar"
                  style={{ width: `${Math.max(0, (part.revenueE4 / largest) * 100)}%` }}
                />
                {part.key === '*' ? (
                  label(part)
                ) : (
                  <button type="button" className="q-link composition-part" onClick={() => onPart(part, label(part))}>
                    {label(part)}
                  </button>
                )}
              </td>
              {cells(part)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('parts.total')}</td>
            {cells(total)}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

type Defined =
  | 'revenue'
  | 'share'
  | 'former'
  | 'profit'
  | 'margin'
  | 'contribution'
  | 'turnover'
  | 'crossRatio'
  | 'contributionRatio'
  | 'orders'

function Head({ name }: { name: Defined }) {
  const { t } = useTranslation('composition')
  return (
    <th scope="col">
      <Explained text={t(`define.${name}`)}>{t(`column.${name}`)}</Explained>
    </th>
  )
}

/** Codes become words; what was not given is called so. */
export function useLabel({ by }: Composition) {
  const { t } = useTranslation('composition')
  const { t: word } = useTranslation('insight')
  const { t: order } = useTranslation('orders')
  return (part: CompositionPart): string => {
    if (part.key === '*') return t('parts.rest')
    if (part.key === '-') return t('parts.notGiven')
    if (by === 'service') return word(`service.${part.key as 'road'}`, { defaultValue: part.label })
    if (by === 'channel') return order(`channel.${part.key as 'staff'}`, { defaultValue: part.label })
    return part.label
  }
}
