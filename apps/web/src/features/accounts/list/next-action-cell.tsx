import { ScheduleOutlined } from '@ant-design/icons'
import type { AccountRow } from '@quayside/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { usePlanAdvised } from '../plan-advised.ts'

/** What to do next, and one click that plans it; where a step is planned for later already there is nothing to click. */
export function NextActionCell({ row }: { row: AccountRow }) {
  const { t } = useTranslation('accounts')
  const may = useMay()
  const plan = usePlanAdvised()
  const [busy, setBusy] = useState(false)
  if (!row.nextAction) return <span className="q-muted">–</span>
  const action = row.nextAction
  const planned = row.nextFollowUpAt !== null && Date.parse(row.nextFollowUpAt) > Date.now()
  const step = t(`advice.${action}`)
  return (
    <span className="account-next">
      <span title={step}>{t(`nextAction.${action}`)}</span>
      {may('timeline', 'create') && !planned && (
        <Button
          type="text"
          size="small"
          icon={<ScheduleOutlined />}
          loading={busy}
          aria-label={t('advice.planFor', { name: row.name, step })}
          title={t('advice.plan')}
          onClick={async (event) => {
            event.stopPropagation()
            setBusy(true)
            await plan(row, step)
            setBusy(false)
          }}
        />
      )}
    </span>
  )
}
