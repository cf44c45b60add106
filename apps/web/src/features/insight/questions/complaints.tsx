import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure, Money, useKit, When } from '../../../ui/index.ts'
import { AnswerPanel } from './answer-panel.tsx'
import type { AnswerProps } from './questions-page.tsx'

/** Which big customers complained repeatedly last year? */
export function Complaints({ answer, onLines }: AnswerProps) {
  const { t } = useTranslation('questions')
  const { complaints, bought, basis, lastYear } = answer
  return (
    <AnswerPanel
      question={t('complaints.question')}
      about={t('complaints.about', { figure: bought.rows.length, ...lastYear })}
      answer={useSentence(answer)}
      head={
        complaints.rows.length > 0
          ? [
              { label: t('column.customer') },
              { label: t('column.complaints'), about: t('define.complaints') },
              { label: t('column.lastOn') },
              { label: t('column.rank'), about: t('define.rank') },
              { label: t('column.lastYear'), about: t('define.lastYear', lastYear) },
            ]
          : undefined
      }
    >
      {complaints.rows.map((row) => (
        <tr key={row.account.id}>
          <td>
            <Link to={`/accounts/${row.account.id}`} className="q-link">
              {row.account.name}
            </Link>
          </td>
          <td data-title={t('column.complaints')}>
            <Figure value={row.complaints} />
          </td>
          <td data-title={t('column.lastOn')}>
            <When at={row.lastOn} />
          </td>
          <td data-title={t('column.rank')}>
            <Figure value={row.rank} />
          </td>
          <td data-title={t('column.lastYear')}>
            <button type="button" className="q-link" onClick={() => onLines(row.account, lastYear)}>
              <Money amountE4={row.revenueE4} currency={basis.currency} short />
            </button>
          </td>
        </tr>
      ))}
    </AnswerPanel>
  )
}

function useSentence({ complaints, bought }: AnswerProps['answer']): string {
  const { t } = useTranslation('questions')
  const { locale } = useKit()
  if (!complaints.seen) return t('complaints.hidden')
  if (complaints.ever === 0) return t('complaints.notRecorded')
  const recorded = complaints.recorded.toLocaleString(locale)
  if (complaints.rows.length === 0) return t('complaints.none', { all: bought.rows.length, recorded })
  return t('complaints.answer', { figure: complaints.rows.length, all: bought.rows.length, recorded })
}
