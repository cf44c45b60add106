import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/session.ts'
import { PageHeader } from '../../ui/index.ts'
import { ApiKeysPanel } from './profile/api-keys-panel.tsx'
import { LookPanel } from './profile/look-panel.tsx'
import { PasskeysPanel } from './profile/passkeys-panel.tsx'
import { PasswordPanel } from './profile/password-panel.tsx'
import { PersonPanel } from './profile/person-panel.tsx'
import { SecondFactorPanel } from './profile/second-factor-panel.tsx'
import { SessionsPanel } from './profile/sessions-panel.tsx'
import './profile/profile.css'

export function ProfilePage() {
  const { t } = useTranslation('session')
  const { features } = useMe()
  return (
    <>
      <PageHeader title={t('profile.title')} />
      <div className="q-page-scroll profile">
        <div className="profile-column">
          <PersonPanel />
          <LookPanel />
          <ApiKeysPanel />
        </div>
        <div className="profile-column">
          <PasswordPanel />
          <SecondFactorPanel />
          {features.passkeys && <PasskeysPanel />}
          <SessionsPanel />
        </div>
      </div>
    </>
  )
}
