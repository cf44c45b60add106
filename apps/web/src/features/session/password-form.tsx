import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSending } from './sending.ts'

export function PasswordForm({ onSend }: { onSend: (email: string, password: string) => Promise<void> }) {
  const { t } = useTranslation('session')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { busy, failure, send } = useSending(() => onSend(email.trim(), password))
  return (
    <form className="door-form" onSubmit={send}>
      <label>
        {t('signIn.email')}
        <input
          type="email"
          name="email"
          required
          autoFocus
          autoComplete="username webauthn"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </label>
      <label>
        {t('signIn.password')}
        <input
          type="password"
          name="password"
          required
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      {failure && (
        <p className="door-error" role="alert">
          {failure}
        </p>
      )}
      <button type="submit" className="q-button q-button-main" disabled={busy}>
        {t(busy ? 'signIn.busy' : 'signIn.go')}
      </button>
    </form>
  )
}
