import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure, Money, moneyText, Share, useKit } from '../../../ui/index.ts'
import { AnswerPanel } from './answer-panel.tsx'
import type { AnswerProps } from './questions-page.tsx'

/** Whom do we most want this year? */
export function WantedCustomers({ answer }: AnswerProps) {
  const { t } = useTranslation('questions')
  const { locale } = useKit()
  const { wanted, basis } = answer
  const [first] = wanted.rows
  return (
    <AnswerPanel
      question={t('wanted.question')}
      about={t('wanted.about')}
      answer={
        first
          ? t('wanted.answer', {
              name: first.account.name,
              worth: moneyText(Math.round(first.worthE4 / 10_000) * 10_000, basis.currency, locale),
              candidates: wanted.candidates.toLocaleString(locale),
            })
          : t('wanted.none')
      }
      head={
        first && [
          { label: t('column.customer') },
          { label: t('column.potential'), about: t('define.potential') },
          { label: t('column.size'), about: t('define.size') },
          { label: t('column.growth'), about: t('define.growth') },
          { label: t('column.chance'), about: t('define.chance') },
          { label: t('column.worth'), about: t('define.worth') },
        ]
      }
    >
      {wanted.rows.map((row) => (
        <tr key={row.account.id}>
          <td>
            <Link to={`/accounts/${row.account.id}`} className="q-link">
              {row.account.name}
            </Link>
            <small className="q-muted question-more">
              {[row.industry, row.former ? t('wanted.former') : ''].filter(Boolean).join(' · ')}
            </small>
          </td>
          <td data-title={t('column.potential')}>
            {row.potential === null ? <span className="q-muted">{t('wanted.ungraded')}</span> : row.potential}
          </td>
          <td data-title={t('column.size')}>
            <Money amountE4={row.sizeE4} currency={basis.currency} short />
          </td>
          <td data-title={t('column.growth')}>
            × <Figure value={row.growth} digits={2} />
          </td>
          <td data-title={t('column.chance')}>
            <Share value={row.chance} />
          </td>
          <td data-title={t('column.worth')}>
            <Money amountE4={Math.round(row.worthE4)} currency={basis.currency} short />
          </td>
        </tr>
      ))}
    </AnswerPanel>
  )
}
