import { ScheduleOutlined } from '@ant-design/icons'
import type { AccountRow } from '@quayside/contract'
import type { TFunction } from 'i18next'
import { useState } from 'react'

interface NextActionCellProps {
  row: AccountRow
  /** undefined: the reader may not plan anything. */
  plan: ((row: AccountRow, title: string) => Promise<void>) | undefined
  t: TFunction<'accounts'>
}

const icon = <ScheduleOutlined />

/** What to do next, and one click that plans it; where a step is planned for later already there is nothing to click. */
export function NextActionCell({ row, plan, t }: NextActionCellProps) {
  const [busy, setBusy] = useState(false)
  const action = row.nextAction
  const planned = row.nextFollowUpAt !== null && Date.parse(row.nextFollowUpAt) > Date.now()
  const step = action ? t(`advice.${action}`) : undefined
  const offered = plan && step && !planned ? { plan, step } : undefined
  return (
    <span className="account-next">
      {action ? <span title={step}>{t(`nextAction.${action}`)}</span> : <span className="q-muted">–</span>}
      {plan && (
        // Hidden rather than left out: a row that scrolls in draws into one that leaves, and an icon made anew costs the frame rate.
        <button
          type="button"
          className="account-next-plan"
          hidden={!offered}
          disabled={busy}
          aria-label={offered && t('advice.planFor', { name: row.name, step: offered.step })}
          title={t('advice.plan')}
          onClick={async (event) => {
            event.stopPropagation()
            if (!offered) return
            setBusy(true)
            await offered.plan(row, offered.step)
            setBusy(false)
          }}
        >
          {icon}
        </button>
      )}
    </span>
  )
}
