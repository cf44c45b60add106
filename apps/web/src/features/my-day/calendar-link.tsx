import { CalendarOutlined } from '@ant-design/icons'
import { renewCalendarLink } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'

/** The follow-ups in any calendar application: a secret address, made anew each time it is asked for. */
export function CalendarLink() {
  const { t } = useTranslation('my-day')
  const { t: ui } = useTranslation('ui')
  const [open, setOpen] = useState(false)
  const renew = useMutation({ mutationFn: () => call(renewCalendarLink) })
  const link = renew.data && new URL(renew.data.path, location.origin).href
  const close = () => {
    setOpen(false)
    renew.reset()
  }
  return (
    <>
      <Button size="small" type="text" icon={<CalendarOutlined />} onClick={() => setOpen(true)}>
        {t('calendar.button')}
      </Button>
      <Modal
        open={open}
        title={t('calendar.title')}
        onCancel={close}
        footer={[
          <Button key="close" onClick={close}>
            {ui('close')}
          </Button>,
          <Button key="make" type="primary" loading={renew.isPending} disabled={!!link} onClick={() => renew.mutate()}>
            {t('calendar.make')}
          </Button>,
        ]}
      >
        <p>{t('calendar.text')}</p>
        {link && (
          <Input
            readOnly
            autoFocus
            value={link}
            aria-label={t('calendar.button')}
            onFocus={(event) => event.target.select()}
          />
        )}
        {link && <p className="q-muted">{t('calendar.secret')}</p>}
        {renew.error && <Alert type="error" showIcon title={renew.error.message} />}
      </Modal>
    </>
  )
}
