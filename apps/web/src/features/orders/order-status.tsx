import { useTranslation } from 'react-i18next'

export function StatusText({ status }: { status: string }) {
  const { t } = useTranslation('orders')
  return <span className={`order-status order-status-${status}`}>{t(`status.${status}`)}</span>
}
