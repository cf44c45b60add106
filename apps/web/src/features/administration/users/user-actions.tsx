import {
  deactivateUser,
  endUserSessions,
  type InvitationLink,
  reactivateUser,
  renewInvitation,
  resetTwoFactor,
  type UserRow,
  unlockUser,
} from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure, useUndo, When } from '../../../ui/index.ts'
import { UserKeys } from '../keys/user-keys.tsx'
import { LinkToPass } from './link-to-pass.tsx'

/** Ways in and out: lock, second factor, sessions, one-time link, deactivation. */
export function UserActions({ user }: { user: UserRow }) {
  const { t } = useTranslation('administration')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const [link, setLink] = useState<InvitationLink | undefined>(undefined)
  const params = { id: user.id }
  const isOut = user.state === 'deactivated'
  const refresh = () => client.invalidateQueries({ queryKey: ['user'] })
  const run = (work: () => Promise<unknown>) => work().then(refresh, failure)
  const deactivate = () =>
    run(async () => {
      await call(deactivateUser, { params })
      offerUndo({
        done: t('access.deactivated', { name: user.name }),
        undo: () => call(reactivateUser, { params }).then(refresh),
      })
    })
  const sure = (title: string, work: () => Promise<unknown>, button: string) => (
    <Popconfirm title={title} onConfirm={() => run(work)} okText={t('access.yes')} cancelText={t('access.no')}>
      <Button>{button}</Button>
    </Popconfirm>
  )
  return (
    <div className="admin-access">
      {user.state === 'locked' && (
        <Line title={t('access.locked')} text={<When at={user.lockedUntil} />}>
          <Button onClick={() => run(() => call(unlockUser, { params }))}>{t('access.unlock')}</Button>
        </Line>
      )}
      {!isOut && (
        <>
          <Line title={t('access.link')} text={t('access.linkText')}>
            <Button onClick={() => run(async () => setLink(await call(renewInvitation, { params })))}>
              {t('access.newLink')}
            </Button>
          </Line>
          {link && <LinkToPass {...link} name={user.name} />}
          <Line
            title={t('access.twoFactor')}
            text={t(user.twoFactorEnabled ? 'access.twoFactorOn' : 'access.twoFactorOff')}
          >
            {sure(t('access.resetSure'), () => call(resetTwoFactor, { params }), t('access.reset'))}
          </Line>
          <Line title={t('access.sessions')} text={t('access.sessionsText')}>
            {sure(t('access.endSure'), () => call(endUserSessions, { params }), t('access.end'))}
          </Line>
          <UserKeys userId={user.id} />
        </>
      )}
      {isOut && user.can.change && (
        <Line title={t('access.activity')} text={t('access.inactiveText')}>
          <Button onClick={() => run(() => call(reactivateUser, { params }))}>{t('access.reactivate')}</Button>
        </Line>
      )}
      {user.can.deactivate && (
        <Line title={t('access.activity')} text={t('access.activeText')}>
          <Button danger onClick={deactivate}>
            {t('access.deactivate')}
          </Button>
        </Line>
      )}
    </div>
  )
}

function Line({ title, text, children }: { title: string; text: ReactNode; children: ReactNode }) {
  return (
    <div className="admin-line">
      <span>
        <strong>{title}</strong>
        <small className="q-muted">{text}</small>
      </span>
      {children}
    </div>
  )
}
