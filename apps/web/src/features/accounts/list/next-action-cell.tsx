import { ScheduleOutlined } from '@ant-design/icons'
import type { AccountRow } from '@quayside/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface NextActionCellProps {
  row: AccountRow
  /** undefined: the reader may not plan anything. */
  plan: ((row: AccountRow, title: string) => Promise<void>) | undefined
}

/** What to do next, and one click that plans it; where a step is planned for later already there is nothing to click. */
export function NextActionCell({ row, plan }: NextActionCellProps) {
  const { t } = useTranslation('accounts')
  const [busy, setBusy] = useState(false)
  if (!row.nextAction) return <span className="q-muted">–</span>
  const action = row.nextAction
  const planned = row.nextFollowUpAt !== null && Date.parse(row.nextFollowUpAt) > Date.now()
  const step = t(`advice.${action}`)
  return (
    <span className="account-next">
      <span title={step}>{t(`nextAction.${action}`)}</span>
      {plan && !planned && (
        <button
          type="button"
          className="account-next-plan"
          disabled={busy}
          aria-label={t('advice.planFor', { name: row.name, step })}
          title={t('advice.plan')}
          onClick={async (event) => {
            event.stopPropagation()
            setBusy(true)
            await plan(row, step)
            setBusy(false)
          }}
        >
          <ScheduleOutlined />
        </button>
      )}
    </span>
  )
}
