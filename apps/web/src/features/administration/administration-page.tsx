import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../ui/page-header.tsx'

export function AdministrationPage() {
  const { t } = useTranslation('administration')
  return <PageHeader title={t('title')} />
}
