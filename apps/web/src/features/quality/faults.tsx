import { useTranslation } from 'react-i18next'
import { Figure, Share } from '../../ui/index.ts'
import { issueText } from './issue-text.ts'
import type { Quality } from './quality.api.ts'

/** More than this nobody reads; the rest is in the work list. */
const shownIssues = 8

interface FaultsProps {
  issues: Quality['issues']
  accounts: number
  chosen: string | undefined
  onChoose: (issue: string | undefined) => void
}

/** What is wrong most often; choosing one narrows the work list to it. */
export function Faults({ issues, accounts, chosen, onChoose }: FaultsProps) {
  const { t } = useTranslation('quality')
  const most = Math.max(1, ...issues.map((one) => one.accounts))
  return (
    <section className="q-panel" aria-label={t('faults')}>
      <div className="q-panel-head">
        <h2>{t('faults')}</h2>
      </div>
      <ul className="quality-faults">
        {issues.slice(0, shownIssues).map(({ issue, accounts: count }) => (
          <li key={issue}>
            <button
              type="button"
              aria-pressed={issue === chosen}
              onClick={() => onChoose(issue === chosen ? undefined : issue)}
            >
              <span>{issueText(t, issue)}</span>
              <span className="quality-bar" aria-hidden="true">
                <i style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <span className="q-num">
                <Figure value={count} />
              </span>
              <small className="q-num q-muted">
                <Share value={accounts > 0 ? count / accounts : 0} digits={0} />
              </small>
            </button>
          </li>
        ))}
        {issues.length === 0 && <li className="quality-note">{t('noFaults')}</li>}
      </ul>
    </section>
  )
}
