import { createFirstAdministrator } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { usePreferences } from '../../app/preferences.ts'
import { authPost, linkToken } from './auth.ts'
import { Door } from './door.tsx'
import { NewPassword } from './new-password.tsx'
import { useSending } from './sending.ts'

/** The very first sign-in of a new installation, by the link that was printed when it started. */
export function FirstAdministratorPage() {
  const { t } = useTranslation('session')
  const { locale } = usePreferences()
  const client = useQueryClient()
  const go = useNavigate()
  const [token, setToken] = useState(linkToken)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { busy, failure, send } = useSending(async () => {
    await call(createFirstAdministrator, { body: { token, name, email, password, locale } })
    await authPost('/sign-in/email', { email, password })
    client.clear()
    await go({ to: '/', replace: true })
  })
  return (
    <Door title={t('first.title')} text={t('first.text')}>
      <form className="door-form" onSubmit={send}>
        {!linkToken() && (
          <label>
            {t('first.token')}
            <input
              required
              value={token}
              autoComplete="off"
              onChange={(event) => setToken(event.target.value.trim())}
            />
          </label>
        )}
        <label>
          {t('first.name')}
          <input
            required
            autoFocus
            maxLength={100}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label>
          {t('signIn.email')}
          <input
            type="email"
            required
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        <NewPassword label={t('signIn.password')} value={password} onChange={setPassword} person={{ name, email }} />
        {failure && (
          <p className="door-error" role="alert">
            {failure}
          </p>
        )}
        <button type="submit" className="q-button q-button-main" disabled={busy}>
          {t('first.go')}
        </button>
      </form>
    </Door>
  )
}
