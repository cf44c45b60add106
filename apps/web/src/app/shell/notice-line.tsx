import { NoticeKind } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { When } from '../../ui/when.tsx'
import { actorOf, type Notice, subjectOf } from '../notifications.ts'

/** Where a notice leads that is about no customer, or about more than him. */
const pageOf: Readonly<Partial<Record<string, (data: Notice['data']) => string>>> = {
  apiKeyWithdrawn: () => '/profile',
  reportReady: () => '/reports',
  reportFailed: () => '/reports',
  reportStopped: () => '/reports',
  reportRefused: () => '/reports',
  webhookDisabled: () => '/webhooks',
  ediOverdue: ({ messageId }) => `/edi/messages/${messageId}`,
}

export function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen?: () => void }) {
  const { t } = useTranslation('app')
  const actor = actorOf(notice)
  const kind = NoticeKind.safeParse(notice.kind)
  const what = t(`notice.${kind.success ? kind.data : 'other'}`, {
    actor: actor || t('notice.someone'),
    partner: notice.data.partner,
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
  const to = pageOf[notice.kind]?.(notice.data) ?? (notice.account ? `/accounts/${notice.account.id}` : undefined)
  return to ? (
    <Link className="q-notice" to={to} onClick={onOpen}>
      {inside}
    </Link>
  ) : (
    <div className="q-notice">{inside}</div>
  )
}
