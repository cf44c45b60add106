import type { Features } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { authPost } from './auth.ts'
import { hindranceHere } from './passkey-hindrance.ts'
import { useSending } from './sending.ts'

/** Passkey, and the company's own identity providers. */
export function OtherWays({
  features,
  next,
  onDone,
}: {
  features: Features
  next: string
  onDone: () => Promise<void>
}) {
  const { t } = useTranslation('session')
  const passkey = useSending(async () => {
    const { signInWithPasskey } = await import('./passkeys.ts')
    await signInWithPasskey()
    await onDone()
  })
  const canPasskey = features.passkeys && hindranceHere() === null
  if (!canPasskey && features.oidc.length === 0) return null
  return (
    <>
      <div className="door-or">{t('signIn.or')}</div>
      <div className="door-ways">
        {canPasskey && (
          <button type="button" className="q-button" disabled={passkey.busy} onClick={() => passkey.send()}>
            <KeySign /> {t('signIn.passkey')}
          </button>
        )}
        {features.oidc.map((provider) => (
          <ProviderButton key={provider.providerId} {...provider} next={next} />
        ))}
        {passkey.failure && (
          <p className="door-error" role="alert">
            {passkey.failure}
          </p>
        )}
      </div>
    </>
  )
}

function ProviderButton({ providerId, label, next }: { providerId: string; label: string; next: string }) {
  const { t } = useTranslation('session')
  const { busy, failure, send } = useSending(async () => {
    const { url } = await authPost<{ url: string }>('/sign-in/social', { provider: providerId, callbackURL: next })
    location.assign(url)
  })
  return (
    <>
      <button type="button" className="q-button" disabled={busy} onClick={() => send()}>
        {t('signIn.with', { provider: label })}
      </button>
      {failure && (
        <p className="door-error" role="alert">
          {failure}
        </p>
      )}
    </>
  )
}

function KeySign() {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.400"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <circle cx="5" cy="8" r="3" />
      <path d="M8 8h6.500M12 8v2.500M14.500 8v2" />
    </svg>
  )
}
