import { Progress } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** How long it has been running, of how long it may. */
export function Running({ seconds }: { seconds: number }) {
  const { t } = useTranslation('sql-console')
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const began = performance.now()
    const timer = setInterval(() => setPassed((performance.now() - began) / 1_000), 200)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="console-running" role="status">
      <p>{t('running')}</p>
      <Progress percent={Math.min(100, (passed / seconds) * 100)} showInfo={false} status="active" />
      <p className="q-muted">
        {passed > seconds + 1 ? t('preparing') : t('runningFor', { figure: passed.toFixed(1), most: seconds })}
      </p>
    </div>
  )
}
