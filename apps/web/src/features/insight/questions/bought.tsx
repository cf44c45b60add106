import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure, Money, useKit } from '../../../ui/index.ts'
import { Growth } from '../frame/explained.tsx'
import { AnswerPanel } from './answer-panel.tsx'
import type { AnswerProps } from './questions-page.tsx'

/** Did last year's biggest customers buy as much this year? */
export function Bought({ answer, onLines }: AnswerProps) {
  const { t } = useTranslation('questions')
  const { locale } = useKit()
  const { bought, basis, thisYear, sameDays, lastYear } = answer
  const count = (figure: number) => figure.toLocaleString(locale)
  const money = (amountE4: number) => <Money amountE4={amountE4} currency={basis.currency} short />
  return (
    <AnswerPanel
      question={t('bought.question')}
      about={t('bought.about', { figure: bought.rows.length, from: sameDays.from, to: sameDays.to })}
      answer={
        bought.rows.length === 0 ? (
          t('bought.nobody')
        ) : (
          <>
            {t('bought.answer', {
              all: count(bought.rows.length),
              more: count(bought.more),
              less: count(bought.less),
              none: count(bought.none),
            })}{' '}
            {money(bought.sameDaysE4)} → {money(bought.thisYearE4)}{' '}
            <Growth now={bought.thisYearE4} before={bought.sameDaysE4} />
          </>
        )
      }
      head={
        bought.rows.length > 0
          ? [
              { label: t('column.customer') },
              { label: t('column.lastYear'), about: t('define.lastYear', lastYear) },
              { label: t('column.sameDays'), about: t('define.sameDays', sameDays) },
              { label: t('column.thisYear'), about: t('define.thisYear', thisYear) },
              { label: t('column.change'), about: t('define.change') },
            ]
          : undefined
      }
    >
      {bought.rows.map((row) => (
        <tr key={row.account.id}>
          <td>
            <span className="q-muted">
              <Figure value={row.rank} />{' '}
            </span>
            <Link to={`/accounts/${row.account.id}`} className="q-link">
              {row.account.name}
            </Link>
          </td>
          {(
            [
              ['lastYear', row.lastYearE4, lastYear],
              ['sameDays', row.sameDaysE4, sameDays],
              ['thisYear', row.thisYearE4, thisYear],
            ] as const
          ).map(([column, amountE4, days]) => (
            <td key={column} data-title={t(`column.${column}`)}>
              <button type="button" className="q-link" onClick={() => onLines(row.account, days)}>
                {money(amountE4)}
              </button>
            </td>
          ))}
          <td data-title={t('column.change')}>
            {row.change === null ? (
              <span className="q-muted">–</span>
            ) : (
              <Growth now={row.thisYearE4} before={row.sameDaysE4} />
            )}
          </td>
        </tr>
      ))}
    </AnswerPanel>
  )
}
