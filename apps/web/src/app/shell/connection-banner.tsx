import { CloudSyncOutlined, DisconnectOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../connection.ts'

/** Says that what is on the screen may be old, and that the app keeps trying. */
export function ConnectionBanner() {
  const { t } = useTranslation('app')
  const connection = useConnection()
  return (
    <div aria-live="polite">
      {connection !== 'live' && (
        <div className="q-banner">
          {connection === 'offline' ? <DisconnectOutlined /> : <CloudSyncOutlined />}
          <span>{t(`connection.${connection}`)}</span>
        </div>
      )}
    </div>
  )
}
