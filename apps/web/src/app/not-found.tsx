import { useTranslation } from 'react-i18next'
import { Plain } from './plain.tsx'

export function NotFound() {
  const { t } = useTranslation('app')
  return (
    <Plain title={t('error.noPage.title')} text={t('error.noPage.text')}>
      <div className="q-plain-actions">
        <a className="q-button q-button-main" href="/">
          {t('error.home')}
        </a>
      </div>
    </Plain>
  )
}
