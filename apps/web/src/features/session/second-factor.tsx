import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { authPost } from './auth.ts'
import { useSending } from './sending.ts'

/** The code of the authenticator, or one of the backup codes kept for the day it is lost. */
export function SecondFactor({ onDone, onBack }: { onDone: () => Promise<void>; onBack: () => void }) {
  const { t } = useTranslation('session')
  const [backup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  const { busy, failure, send } = useSending(async () => {
    await authPost(backup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', {
      code: code.replaceAll(' ', ''),
      trustDevice: trust,
    })
    await onDone()
  })
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (failure) input.current?.select()
  }, [failure])
  const other = () => {
    setBackup(!backup)
    setCode('')
  }
  return (
    <form className="door-form" onSubmit={send}>
      <label>
        {t(backup ? 'secondFactor.backupCode' : 'secondFactor.code')}
        <input
          ref={input}
          key={String(backup)}
          className="door-code"
          autoFocus
          required
          inputMode={backup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          pattern={backup ? undefined : '[0-9 ]{6,7}'}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <label className="door-check">
        <input type="checkbox" checked={trust} onChange={(event) => setTrust(event.target.checked)} />
        {t('secondFactor.trust')}
      </label>
      {failure && (
        <p className="door-error" role="alert">
          {failure}
        </p>
      )}
      <button type="submit" className="q-button q-button-main" disabled={busy}>
        {t('secondFactor.go')}
      </button>
      <span>
        <button type="button" className="door-link" onClick={other}>
          {t(backup ? 'secondFactor.useCode' : 'secondFactor.useBackup')}
        </button>
        {' · '}
        <button type="button" className="door-link" onClick={onBack}>
          {t('secondFactor.back')}
        </button>
      </span>
    </form>
  )
}
