import type { HeldApiKey } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Peek, When } from '../../../ui/index.ts'
import { useReach } from './use-reach.ts'
import { WithdrawKey } from './withdraw-key.tsx'

interface KeyPeekProps {
  held: HeldApiKey | undefined
  onClose: () => void
}

export function KeyPeek({ held, onClose }: KeyPeekProps) {
  const { t } = useTranslation('administration')
  const reachOf = useReach()
  return (
    <Peek
      open={held !== undefined}
      onClose={onClose}
      title={held?.name}
      actions={held && <WithdrawKey held={held} size="small" onDone={onClose} />}
    >
      {held && (
        <dl className="admin-event">
          <dt>{t('keys.owner')}</dt>
          <dd>
            <Link to="/administration/users" search={{ peek: held.owner.id } as never}>
              {held.owner.name}
            </Link>
            <div className="q-muted">{held.owner.email}</div>
          </dd>
          <dt>{t('keys.start')}</dt>
          <dd>
            <code>{held.start}…</code>
          </dd>
          <dt>{t('keys.reach')}</dt>
          <dd>{reachOf(held)}</dd>
          <dt>{t('keys.made')}</dt>
          <dd>
            <When at={held.createdAt} as="exact" />
          </dd>
          <dt>{t('keys.lastUsed')}</dt>
          <dd>{held.lastUsedAt ? <When at={held.lastUsedAt} as="exact" /> : t('keys.never')}</dd>
          <dt>{t(held.expired ? 'keys.expiredOn' : 'keys.expires')}</dt>
          <dd>{held.expiresAt ? <When at={held.expiresAt} as="exact" /> : t('keys.neverExpires')}</dd>
        </dl>
      )}
    </Peek>
  )
}
