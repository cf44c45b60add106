import { useTranslation } from 'react-i18next'
import { Plain } from '../../app/plain.tsx'

export function SignInPage() {
  const { t } = useTranslation('session')
  return <Plain title={t('signIn.title')} text="" />
}
