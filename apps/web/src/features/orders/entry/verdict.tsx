import type { OrderReason } from '@quayside/contract'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Money } from '../../../ui/index.ts'
import { ReasonList } from '../reason-list.tsx'
import type { Entry } from './use-entry.ts'

/** What would become of the order as it stands: taken, held for credit, or what is still missing. */
export function Verdict({ entry }: { entry: Entry }) {
  const { t } = useTranslation('orders')
  const seesMoney = useMay().see('finance')
  const { checked, tried, shapeFaults } = entry
  if (!checked)
    return (
      <Alert
        type={tried && shapeFaults.size > 0 ? 'warning' : 'info'}
        showIcon
        title={t(entry.typed.customer ? 'verdict.incomplete' : 'verdict.customer')}
      />
    )
  const priced = checked.lines.some(({ source }) => source !== 'none')
  const sum = checked.lines.reduce((total, { amountE4 }) => total + (amountE4 ?? 0), 0)
  const of = (severity: OrderReason['severity']) => checked.reasons.filter((reason) => reason.severity === severity)
  return (
    <>
      <Alert
        type={checked.outcome === 'taken' ? 'success' : checked.outcome === 'held' ? 'warning' : 'info'}
        showIcon
        title={t(`verdict.${checked.outcome}`)}
      />
      {seesMoney && priced && (
        <div className="entry-sum">
          <span className="q-muted">{t('sum')}</span>
          <Money amountE4={sum} currency={checked.currency} />
        </div>
      )}
      {(['hold', 'error', 'warning'] as const).map((severity) => (
        <ReasonList key={severity} severity={severity} reasons={of(severity)} />
      ))}
    </>
  )
}
