import type { HeldApiKey } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { When } from '../../../ui/index.ts'
import { keysOfQuery } from '../administration.api.ts'
import { useReach } from './use-reach.ts'
import { WithdrawKey } from './withdraw-key.tsx'

/** The keys of one person, where his other ways in are. */
export function UserKeys({ userId }: { userId: string }) {
  const { t } = useTranslation('administration')
  const reachOf = useReach()
  const { data } = useQuery(keysOfQuery(userId))
  if (!data) return null
  return (
    <section className="admin-keys" aria-label={t('keys.title')}>
      <span>
        <strong>{t('keys.title')}</strong>
        <small className="q-muted">{data.rows.length === 0 ? t('keys.noneOfUser') : t('keys.text')}</small>
      </span>
      {data.rows.map((held) => (
        <div key={held.id} className="admin-line">
          <span>
            <span>
              {held.name} <code className="q-muted">{held.start}…</code>
            </span>
            <small className="q-muted">{reachOf(held)}</small>
            <small className="q-muted">
              <LastUse at={held.lastUsedAt} /> · <End held={held} />
            </small>
          </span>
          <WithdrawKey held={held} />
        </div>
      ))}
    </section>
  )
}

function LastUse({ at }: { at: string | null }) {
  const { t } = useTranslation('administration')
  if (!at) return t('keys.never')
  return (
    <>
      {t('keys.lastUsed')} <When at={at} />
    </>
  )
}

function End({ held }: { held: HeldApiKey }) {
  const { t } = useTranslation('administration')
  if (!held.expiresAt) return t('keys.endless')
  return (
    <>
      {t(held.expired ? 'keys.expiredOn' : 'keys.expires')} <When at={held.expiresAt} as="day" />
    </>
  )
}
