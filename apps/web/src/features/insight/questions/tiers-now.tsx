import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share, TierBadge, useKit } from '../../../ui/index.ts'
import { AnswerPanel } from './answer-panel.tsx'
import type { AnswerProps } from './questions-page.tsx'

/** Who is A, B, C? */
export function TiersNow({ answer, onLines }: AnswerProps) {
  const { t } = useTranslation('questions')
  const { locale } = useKit()
  const { tiers, basis, thisYear } = answer
  const percent = (value: number | null) =>
    value === null ? '–' : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value)
  const [a, b, c] = tiers.counts
  return (
    <>
      <AnswerPanel
        question={t('tiers.question')}
        about={t('tiers.about')}
        answer={
          a && b && c ? (
            <>
              {t('tiers.answer', {
                a: a.accounts.toLocaleString(locale),
                share: percent(a.share),
                b: b.accounts.toLocaleString(locale),
                c: c.accounts.toLocaleString(locale),
              })}{' '}
              <Link to="/classification" className="q-link">
                {t('tiers.open')}
              </Link>
            </>
          ) : (
            <>
              {t('tiers.none')}{' '}
              <Link to="/classification" className="q-link">
                {t('tiers.open')}
              </Link>
            </>
          )
        }
        head={
          tiers.counts.length > 0
            ? [
                { label: t('column.tier') },
                { label: t('column.accounts') },
                { label: t('column.thisYear'), about: t('define.thisYear', thisYear) },
                { label: t('column.share'), about: t('define.share') },
              ]
            : undefined
        }
      >
        {tiers.counts.map((row) => (
          <tr key={row.tier}>
            <td>
              <TierBadge tier={row.tier} />
            </td>
            <td data-title={t('column.accounts')}>
              <Figure value={row.accounts} />
            </td>
            <td data-title={t('column.thisYear')}>
              <Money amountE4={row.revenueE4} currency={basis.currency} short />
            </td>
            <td data-title={t('column.share')}>
              <Share value={row.share} />
            </td>
          </tr>
        ))}
      </AnswerPanel>
      {tiers.rows.length > 0 && (
        <AnswerPanel
          question={t('tiers.ofA')}
          about={t('tiers.ofAbout')}
          answer={tiers.rows.length < (a?.accounts ?? 0) ? t('tiers.first', { figure: tiers.rows.length }) : ''}
          head={[
            { label: t('column.customer') },
            { label: t('column.thisYear'), about: t('define.thisYear', thisYear) },
          ]}
        >
          {tiers.rows.map((row) => (
            <tr key={row.account.id}>
              <td>
                <Link to={`/accounts/${row.account.id}`} className="q-link">
                  {row.account.name}
                </Link>
              </td>
              <td data-title={t('column.thisYear')}>
                <button type="button" className="q-link" onClick={() => onLines(row.account, thisYear)}>
                  <Money amountE4={row.revenueE4} currency={basis.currency} short />
                </button>
              </td>
            </tr>
          ))}
        </AnswerPanel>
      )}
    </>
  )
}
