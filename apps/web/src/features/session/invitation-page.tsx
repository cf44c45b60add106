import { acceptInvitation, previewInvitation } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { authPost, linkToken } from './auth.ts'
import { Door } from './door.tsx'
import { NewPassword } from './new-password.tsx'
import { useSending } from './sending.ts'

/** Somebody an administrator invited sets a password, and is in. */
export function InvitationPage() {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const go = useNavigate()
  const [token] = useState(linkToken)
  const [password, setPassword] = useState('')
  const { data: guest, error } = useQuery({
    queryKey: ['invitation'],
    queryFn: () => call(previewInvitation, { body: { token } }),
    retry: false,
  })
  const { busy, failure, send } = useSending(async () => {
    await call(acceptInvitation, { body: { token, password } })
    await authPost('/sign-in/email', { email: guest?.email, password })
    client.clear()
    await go({ to: '/', replace: true })
  })
  if (error) {
    return (
      <Door title={t('invitation.title')}>
        <p className="door-error" role="alert">
          {t('invitation.invalid')}
        </p>
        <p className="door-small">
          <a href="/sign-in">{t('invitation.signIn')}</a>
        </p>
      </Door>
    )
  }
  return (
    <Door title={t('invitation.title')} text={guest && t('invitation.text', { name: guest.name, email: guest.email })}>
      <form className="door-form" onSubmit={send}>
        <input type="email" autoComplete="username" value={guest?.email ?? ''} readOnly hidden />
        <NewPassword label={t('invitation.password')} value={password} onChange={setPassword} person={guest} />
        {failure && (
          <p className="door-error" role="alert">
            {failure}
          </p>
        )}
        <button type="submit" className="q-button q-button-main" disabled={busy || !guest}>
          {t('invitation.go')}
        </button>
      </form>
    </Door>
  )
}
