import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFailure, When } from '../../../ui/index.ts'
import { authGet, authPost } from '../auth.ts'
import { hindranceHere } from '../passkey-hindrance.ts'
import { deviceName } from './device-name.ts'
import { Panel } from './panel.tsx'

interface PasskeyRow {
  id: string
  name?: string | null
  createdAt: string
}

export function PasskeysPanel() {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const failure = useFailure()
  const { data: passkeys = [] } = useQuery({
    queryKey: ['passkey'],
    queryFn: () => authGet<PasskeyRow[]>('/passkey/list-user-passkeys'),
  })
  const refresh = () => client.invalidateQueries({ queryKey: ['passkey'] })
  const add = async () => {
    const { addPasskey } = await import('../passkeys.ts')
    await addPasskey(deviceName(navigator.userAgent))
    await refresh()
  }
  const remove = (id: string) => authPost('/passkey/delete-passkey', { id }).then(refresh, failure)
  const hindrance = hindranceHere()
  const action = (
    <Button disabled={hindrance !== null} onClick={() => add().catch(failure)}>
      {t('passkeys.add')}
    </Button>
  )
  return (
    <Panel title={t('passkeys.title')} text={t('passkeys.text')} action={action}>
      {hindrance && (
        <p className="q-muted">
          {t(`passkeys.hindrance.${hindrance}`, { address: `http://localhost:${location.port}` })}
        </p>
      )}
      {passkeys.length > 0 &&
        passkeys.map((passkey) => (
          <div key={passkey.id} className="profile-row">
            <span>
              {passkey.name ?? t('passkeys.unnamed')}
              <small className="q-muted">
                <When at={passkey.createdAt} as="day" />
              </small>
            </span>
            <Button size="small" onClick={() => remove(passkey.id)}>
              {t('profile.remove')}
            </Button>
          </div>
        ))}
    </Panel>
  )
}
