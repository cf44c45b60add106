import type { DemoSignIn } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { authPost, type SignInAnswer } from './auth.ts'
import { Door } from './door.tsx'
import { frontDoorQuery } from './front-door.ts'
import { OtherWays } from './other-ways.tsx'
import { PasswordForm } from './password-form.tsx'
import { providerRefusal } from './provider-refusal.ts'
import { safeNext } from './safe-next.ts'
import { SecondFactor } from './second-factor.tsx'

export function SignInPage() {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const go = useNavigate()
  const search = useSearch({ strict: false }) as { next?: unknown; expired?: boolean; error?: unknown }
  const refusal = providerRefusal(search.error)
  const { data: door } = useQuery(frontDoorQuery)
  const [step, setStep] = useState<'password' | 'secondFactor'>('password')
  const enter = async () => {
    client.clear()
    await go({ to: safeNext(search.next), replace: true })
  }
  const withPassword = async (email: string, password: string) => {
    const answer = await authPost<SignInAnswer>('/sign-in/email', { email, password })
    if (answer.twoFactorRedirect) setStep('secondFactor')
    else await enter()
  }
  if (step === 'secondFactor') {
    return (
      <Door title={t('secondFactor.title')} text={t('secondFactor.text')}>
        <SecondFactor onDone={enter} onBack={() => setStep('password')} />
      </Door>
    )
  }
  return (
    <Door title={t('signIn.title')}>
      {search.expired && <p className="door-notice">{t('signIn.expired')}</p>}
      {door?.firstAdministratorMissing && <p className="door-notice">{t('first.missing')}</p>}
      {refusal && (
        <p className="door-error" role="alert">
          {t(refusal.text, { code: refusal.code })}
        </p>
      )}
      <PasswordForm onSend={withPassword} />
      {door && <OtherWays features={door.features} next={safeNext(search.next)} onDone={enter} />}
      <p className="door-small">{t('signIn.forgot')}</p>
      {door && door.demoSignIns.length > 0 && <DemoAccounts accounts={door.demoSignIns} onPick={withPassword} />}
    </Door>
  )
}

/** Only in a demonstration company: one click for each role. */
function DemoAccounts({
  accounts,
  onPick,
}: {
  accounts: readonly DemoSignIn[]
  onPick: (email: string, password: string) => Promise<void>
}) {
  const { t } = useTranslation('session')
  const { locale } = usePreferences()
  const [failure, setFailure] = useState('')
  const pick = (account: DemoSignIn) =>
    onPick(account.email, account.password).catch((error: Error) => setFailure(error.message))
  return (
    <section className="door-demo">
      <h2>{t('signIn.demo')}</h2>
      {failure && (
        <p className="door-error" role="alert">
          {failure}
        </p>
      )}
      <ul>
        {accounts.map((account) => (
          <li key={account.email}>
            <button type="button" onClick={() => pick(account)}>
              <span>{account.name}</span>
              <small>{locale === 'en' ? account.roleEn : account.roleZh}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
