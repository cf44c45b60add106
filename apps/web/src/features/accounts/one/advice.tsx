import { ScheduleOutlined } from '@ant-design/icons'
import type { Account, Customer360 } from '@quayside/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { When } from '../../../ui/index.ts'
import { usePlanAdvised } from '../plan-advised.ts'

type Advised = NonNullable<Customer360['nextAction']>

/** What to do next, why, and one click that plans it. */
export function Advice({ account, advice }: { account: Account; advice: Advised }) {
  const { t } = useTranslation('accounts')
  const plan = usePlanAdvised()
  const [busy, setBusy] = useState(false)
  return (
    <>
      {t('advice.label')}
      {t(`advice.${advice.action}`)}{' '}
      <span className="q-muted">
        (<Because advice={advice} />)
      </span>
      {account.can.addToTimeline && (
        <Button
          type="link"
          size="small"
          icon={<ScheduleOutlined />}
          loading={busy}
          onClick={async () => {
            setBusy(true)
            await plan(account, t(`advice.${advice.action}`))
            setBusy(false)
          }}
        >
          {t('advice.plan')}
        </Button>
      )}
    </>
  )
}

function Because({ advice: { action, reason } }: { advice: Advised }) {
  const { t } = useTranslation('accounts')
  const { tier, everyDays: days, potential, quality } = reason
  const key = action === 'keepInTouch' && !reason.at ? 'neverInTouch' : action
  const at = reason.at ?? reason.since
  return (
    <>
      {t(`advice.because.${key}`, { tier, days, potential, quality })}
      {at && (
        <>
          {' '}
          <When at={at} as="day" />
        </>
      )}
    </>
  )
}
