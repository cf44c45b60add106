import type { InvoiceRow } from '@quayside/contract'
import { useTranslation } from 'react-i18next'

/** Where a document stands; overdue with its days. */
export function StandingText({ row }: { row: Pick<InvoiceRow, 'standing' | 'overdueDays'> }) {
  const { t } = useTranslation('invoices')
  const { standing, overdueDays } = row
  return (
    <span className={`money-standing money-standing-${standing}`}>
      {t(`choice.${standing}`)}
      {standing === 'overdue' && ` · ${t('days', { figure: overdueDays })}`}
    </span>
  )
}
