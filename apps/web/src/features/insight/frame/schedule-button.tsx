import { MailOutlined } from '@ant-design/icons'
import type { AnalysisView } from '@quayside/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ScheduleDialog } from './schedule-dialog.tsx'

/** Has a saved analysis sent again and again. */
export function ScheduleButton({ view }: { view: AnalysisView }) {
  const { t } = useTranslation('insight')
  const [open, setOpen] = useState(false)
  if (!view.fits) return null
  return (
    <>
      <Button size="small" type="text" icon={<MailOutlined />} onClick={() => setOpen(true)}>
        {t('schedule.button')}
      </Button>
      {open && <ScheduleDialog view={view} onClose={() => setOpen(false)} />}
    </>
  )
}
