import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../ui/page-header.tsx'

export function MyDayPage() {
  const { t } = useTranslation('my-day')
  return <PageHeader title={t('title')} />
}
