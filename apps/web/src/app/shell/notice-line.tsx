import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { When } from '../../ui/when.tsx'
import { actorOf, type Notice, subjectOf } from '../notifications.ts'

/** Kinds that have a sentence of their own; another feature's kind is shown by its subject alone. */
const known = new Set([
  'mention',
  'followUpAssigned',
  'apiKeyWithdrawn',
  'reportReady',
  'reportFailed',
  'reportStopped',
  'reportRefused',
  'webhookDisabled',
])

/** What is about no customer may have a page of its own. */
const pages: Readonly<Record<string, string>> = {
  apiKeyWithdrawn: '/profile',
  reportReady: '/reports',
  reportFailed: '/reports',
  reportStopped: '/reports',
  reportRefused: '/reports',
  webhookDisabled: '/webhooks',
}

export function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen?: () => void }) {
  const { t } = useTranslation('app')
  const actor = actorOf(notice)
  const what = t(`notice.${known.has(notice.kind) ? notice.kind : 'other'}`, {
    actor: actor || t('notice.someone'),
  })
  const inside = (
    <>
      <span className="q-notice-head">
        <span className={notice.readAt ? '' : 'q-notice-new'}>{what}</span>
        <small className="q-muted">
          <When at={notice.createdAt} />
        </small>
      </span>
      <span className="q-notice-text">{subjectOf(notice)}</span>
      {notice.account && <small className="q-muted">{notice.account.name}</small>}
    </>
  )
  const to = notice.account ? `/accounts/${notice.account.id}` : pages[notice.kind]
  return to ? (
    <Link className="q-notice" to={to} onClick={onOpen}>
      {inside}
    </Link>
  ) : (
    <div className="q-notice">{inside}</div>
  )
}
