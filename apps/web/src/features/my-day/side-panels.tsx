import { AccountState } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NoticeLine } from '../../app/shell/notice-line.tsx'
import { Figure, QualityRing, StateBadge, When } from '../../ui/index.ts'
import type { Day } from './my-day.api.ts'

function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="q-panel" aria-label={title}>
      <div className="q-panel-head">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

export function MentionsPanel({ mentions }: { mentions: Day['mentions'] }) {
  const { t } = useTranslation('my-day')
  return (
    <Panel title={t('mentions.title')}>
      <div className="my-day-list">
        {mentions.length === 0 && <p className="q-muted">{t('mentions.none')}</p>}
        {mentions.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
      </div>
    </Panel>
  )
}

export function RecentPanel({ recent }: { recent: Day['recent'] }) {
  const { t } = useTranslation('my-day')
  return (
    <Panel title={t('recent.title')}>
      <div className="my-day-list">
        {recent.length === 0 && <p className="q-muted">{t('recent.none')}</p>}
        {recent.map((account) => (
          <Link key={account.id} to={`/accounts/${account.id}`} className="my-day-line">
            <span>{account.name}</span>
            <small className="q-muted">
              <When at={account.at} />
            </small>
          </Link>
        ))}
      </div>
    </Panel>
  )
}

export function VerifyPanel({ toVerify }: { toVerify: Day['toVerify'] }) {
  const { t } = useTranslation('my-day')
  return (
    <Panel title={t('verify.title')} aside={<Figure value={toVerify.accounts} />}>
      <div className="my-day-list">
        {toVerify.rows.length === 0 && <p className="q-muted">{t('verify.none')}</p>}
        {toVerify.rows.map((account) => (
          <Link key={account.id} to={`/accounts/${account.id}`} className="my-day-line">
            <span>{account.name}</span>
            <QualityRing score={account.qualityScore} size={18} />
          </Link>
        ))}
      </div>
    </Panel>
  )
}

/** My customers by state; the bar compares them with the largest group. */
export function MyAccountsPanel({ states }: { states: Day['myAccounts'] }) {
  const { t } = useTranslation('my-day')
  const most = Math.max(1, ...states.map((one) => one.accounts))
  // In the order of the life cycle.
  const ordered = AccountState.options.flatMap((state) => states.filter((one) => one.state === state))
  return (
    <Panel title={t('accounts.title')} aside={<Figure value={states.reduce((sum, one) => sum + one.accounts, 0)} />}>
      <div className="my-day-list">
        {states.length === 0 && <p className="q-muted">{t('accounts.none')}</p>}
        {ordered.map(({ state, accounts }) => (
          <div key={state} className="my-day-state">
            <StateBadge state={state as AccountState} />
            <span className="my-day-bar">
              <i style={{ width: `${(accounts / most) * 100}%` }} />
            </span>
            <span className="q-num">
              <Figure value={accounts} />
            </span>
          </div>
        ))}
      </div>
    </Panel>
  )
}
