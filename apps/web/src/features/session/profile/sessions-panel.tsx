import { endMyOtherSessions, endMySession, listMySessions } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure, When } from '../../../ui/index.ts'
import { deviceName } from './device-name.ts'
import { Panel } from './panel.tsx'

export function SessionsPanel() {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const failure = useFailure()
  const { data: sessions = [] } = useQuery({
    queryKey: ['session', 'list'],
    queryFn: ({ signal }) => call(listMySessions, { signal }),
  })
  const refresh = () => client.invalidateQueries({ queryKey: ['session'] })
  const end = (id: string) => call(endMySession, { params: { id } }).then(refresh, failure)
  const endOthers = () => call(endMyOtherSessions).then(refresh, failure)
  const action = sessions.length > 1 && <Button onClick={endOthers}>{t('sessions.endOthers')}</Button>
  return (
    <Panel title={t('sessions.title')} text={t('sessions.text')} action={action}>
      {sessions.map((session) => (
        <div key={session.id} className="profile-row">
          <span>
            {session.userAgent ? deviceName(session.userAgent) : t('sessions.unknown')}
            {session.current && <em className="profile-here">{t('sessions.here')}</em>}
            <small className="q-muted">
              {session.ipAddress} · <When at={session.lastUsedAt} />
            </small>
          </span>
          {!session.current && (
            <Button size="small" onClick={() => end(session.id)}>
              {t('sessions.end')}
            </Button>
          )}
        </div>
      ))}
    </Panel>
  )
}
