import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../app/session.ts'
import { authPost } from '../auth.ts'
import { NewPassword } from '../new-password.tsx'
import { useSending } from '../sending.ts'
import { Panel } from './panel.tsx'
import '../door.css'

export function PasswordPanel() {
  const { t } = useTranslation('session')
  const { message } = App.useApp()
  const { user } = useMe()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [open, setOpen] = useState(false)
  const { busy, failure, send } = useSending(async () => {
    await authPost('/change-password', { currentPassword: current, newPassword: next, revokeOtherSessions: true })
    message.success(t('password.changed'))
    setCurrent('')
    setNext('')
    setOpen(false)
  })
  const action = !open && <Button onClick={() => setOpen(true)}>{t('password.change')}</Button>
  return (
    <Panel title={t('password.title')} text={t('password.text')} action={action}>
      {open && (
        <form className="door-form profile-form" onSubmit={send}>
          <input type="email" autoComplete="username" value={user.email} readOnly hidden />
          <label>
            {t('password.current')}
            <input
              type="password"
              required
              autoFocus
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          </label>
          <NewPassword label={t('password.new')} value={next} onChange={setNext} person={user} />
          {failure && (
            <p className="door-error" role="alert">
              {failure}
            </p>
          )}
          <span className="profile-acts">
            <Button type="primary" htmlType="submit" loading={busy}>
              {t('password.change')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('profile.cancel')}</Button>
          </span>
        </form>
      )}
    </Panel>
  )
}
