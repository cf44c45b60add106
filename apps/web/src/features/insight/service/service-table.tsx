import type { ServicePart } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure, Share, useKit } from '../../../ui/index.ts'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { Explained } from '../frame/explained.tsx'
import { monthText } from '../frame/month-text.ts'
import type { OpenLines, ServiceAnswer } from './service-cards.tsx'

const columns = ['lines', 'days', 'ninety', 'onTime', 'late', 'complete', 'otif'] as const

/** The figures of service part by part; a name opens its lines, a number of late lines those. */
export function ServiceTable({ answer, onOpen }: { answer: ServiceAnswer; onOpen: OpenLines }) {
  const { t } = useTranslation('service')
  const label = useLabel(answer)
  const { parts, total, by } = answer
  return (
    <section ref={keyboardScroll} className="q-panel analysis-table-panel" aria-label={t('parts.title')}>
      <div className="q-panel-head">
        <h3>{t('parts.title')}</h3>
      </div>
      <table className="analysis-table">
        <thead>
          <tr>
            <th scope="col">{t(`by.${by}`)}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                <Explained text={t(`define.${name}`, { on: answer.judgedOn })}>{t(`column.${name}`)}</Explained>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.key}>
              <td>
                {part.key === '*' ? (
                  label(part)
                ) : (
                  <span className="service-part">
                    <button type="button" className="q-link" onClick={() => onOpen(label(part), { key: part.key })}>
                      {label(part)}
                    </button>
                    {by === 'account' && (
                      <Link to={`/accounts/${part.key}`} className="q-link q-muted">
                        360
                      </Link>
                    )}
                  </span>
                )}
              </td>
              <Cells
                part={part}
                onLate={
                  part.key === '*'
                    ? undefined
                    : () => onOpen(`${label(part)} · ${t('lines.late')}`, { key: part.key, verdict: 'late' })
                }
              />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('parts.total')}</td>
            <Cells part={total} onLate={() => onOpen(t('lines.late'), { verdict: 'late' })} />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function Cells({ part, onLate }: { part: ServicePart; onLate: (() => void) | undefined }) {
  return (
    <>
      <td>
        <Figure value={part.lines} />
      </td>
      <td>
        <Figure value={part.medianDays} digits={1} />
      </td>
      <td>
        <Figure value={part.ninetyDays} digits={1} />
      </td>
      <td>
        <Share value={part.onTimeShare} />
      </td>
      <td>
        {onLate && part.late > 0 ? (
          <button type="button" className="q-link" onClick={onLate}>
            <Figure value={part.late} />
          </button>
        ) : (
          <Figure value={part.late} />
        )}
      </td>
      <td>
        <Share value={part.completeShare} />
      </td>
      <td>
        <Share value={part.otifShare} />
      </td>
    </>
  )
}

/** Codes become words; what was not given is called so. */
function useLabel({ by }: ServiceAnswer) {
  const { t } = useTranslation('service')
  const { t: word } = useTranslation('insight')
  const { locale } = useKit()
  return (part: ServicePart): string => {
    if (part.key === '*') return t('parts.rest')
    if (part.key === '-') return t('parts.notGiven')
    if (by === 'service') return word(`service.${part.key as 'road'}`, { defaultValue: part.label })
    if (by === 'month') return monthText(part.key, locale)
    return part.label
  }
}
