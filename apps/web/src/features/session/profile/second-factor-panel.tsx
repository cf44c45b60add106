import { useQueryClient } from '@tanstack/react-query'
import { Button, type GetRef, Input, QRCode } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../../app/api.ts'
import { useDark } from '../../../app/preferences.ts'
import { meQuery, useMe } from '../../../app/session.ts'
import { authPost } from '../auth.ts'
import { useSending } from '../sending.ts'
import { Panel } from './panel.tsx'

interface Enrolment {
  totpURI: string
  backupCodes: string[]
}

/** Off: password, then the picture to photograph, then a first code. On: password turns it off. */
export function SecondFactorPanel() {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const { user } = useMe()
  const [asking, setAsking] = useState(false)
  const [enrolment, setEnrolment] = useState<Enrolment | undefined>(undefined)
  const on = user.twoFactorEnabled
  const withPassword = async (password: string) => {
    if (on) {
      await authPost('/two-factor/disable', { password })
      await client.invalidateQueries({ queryKey: meQuery.queryKey })
    } else setEnrolment(await authPost<Enrolment>('/two-factor/enable', { password }))
    setAsking(false)
  }
  const action = !asking && !enrolment && (
    <Button onClick={() => setAsking(true)}>{t(on ? 'totp.off' : 'totp.on')}</Button>
  )
  return (
    <Panel title={t('totp.title')} text={t(on ? 'totp.isOn' : 'totp.isOff')} action={action}>
      {asking && <AskPassword onSend={withPassword} onCancel={() => setAsking(false)} />}
      {enrolment && (
        <Enrol
          {...enrolment}
          onDone={async () => {
            setEnrolment(undefined)
            await client.invalidateQueries({ queryKey: meQuery.queryKey })
          }}
        />
      )}
    </Panel>
  )
}

export function AskPassword({
  onSend,
  onCancel,
}: {
  onSend: (password: string) => Promise<void>
  onCancel: () => void
}) {
  const { t } = useTranslation('session')
  const [password, setPassword] = useState('')
  const { busy, failure, send } = useSending(() => onSend(password))
  return (
    <form className="profile-inline" onSubmit={send}>
      <Input.Password
        autoFocus
        required
        autoComplete="current-password"
        aria-label={t('password.current')}
        placeholder={t('password.current')}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('profile.continue')}
      </Button>
      <Button onClick={onCancel}>{t('profile.cancel')}</Button>
      {failure && (
        <p className="door-error" role="alert">
          {failure}
        </p>
      )}
    </form>
  )
}

function Enrol({ totpURI, backupCodes, onDone }: Enrolment & { onDone: () => Promise<void> }) {
  const { t } = useTranslation('session')
  const dark = useDark()
  const [code, setCode] = useState('')
  const box = useRef<GetRef<typeof Input.OTP>>(null)
  const secret = new URL(totpURI).searchParams.get('secret') ?? ''
  const { busy, failure, send } = useSending(async () => {
    await authPost('/two-factor/verify-totp', { code }).catch((error: unknown) => {
      setCode('')
      box.current?.focus()
      throw error
    })
    await onDone()
  })
  const keep = () =>
    saveFile(new Blob([`${backupCodes.join('\n')}\n`], { type: 'text/plain' }), 'quayside-backup-codes.txt')
  return (
    <div className="profile-enrol">
      <QRCode
        type="svg"
        value={totpURI}
        size={168}
        bordered={false}
        color="#14252a"
        bgColor="#ffffff"
        className={dark ? 'profile-qr' : undefined}
      />
      <div>
        <p>{t('totp.scan')}</p>
        <p className="q-muted">
          {t('totp.secret')} <code>{secret.replace(/(.{4})/g, '$1 ')}</code>
        </p>
        <form className="profile-inline" onSubmit={send}>
          <Input.OTP
            ref={box}
            autoFocus
            length={6}
            value={code}
            onChange={setCode}
            aria-label={t('secondFactor.code')}
          />
          <Button type="primary" htmlType="submit" loading={busy} disabled={code.length < 6}>
            {t('totp.confirm')}
          </Button>
          {failure && (
            <p className="door-error" role="alert">
              {failure}
            </p>
          )}
        </form>
      </div>
      <div className="profile-backup">
        <p>{t('totp.backup')}</p>
        <ul>
          {backupCodes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <Button size="small" onClick={keep}>
          {t('totp.keep')}
        </Button>
      </div>
    </div>
  )
}
