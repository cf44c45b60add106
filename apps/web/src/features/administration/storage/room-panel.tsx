import type { Storage } from '@quayside/contract'
import { Progress } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sizeText, useKit } from '../../../ui/index.ts'
import { fullness } from './fullness.ts'

export function RoomPanel({ storage }: { storage: Storage }) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const { usedBytes, databaseBytes, disk, limits } = storage
  const size = (bytes: number) => sizeText(bytes, locale)
  return (
    <section className="q-panel">
      <header className="q-panel-head">
        <h2>{t('storage.room')}</h2>
      </header>
      <div className="q-panel-body admin-room">
        <Room
          title={t('storage.files')}
          figure={size(usedBytes)}
          text={
            limits.companyBytes === null
              ? t('storage.filesUnlimited')
              : t('storage.ofLimit', { limit: size(limits.companyBytes) })
          }
        >
          {limits.companyBytes !== null && <Bar used={usedBytes} of={limits.companyBytes} label={t('storage.files')} />}
        </Room>
        {disk && (
          <Room
            title={t('storage.disk')}
            figure={t('storage.free', { size: size(disk.freeBytes) })}
            text={t('storage.ofDisk', { size: size(disk.totalBytes) })}
          >
            <Bar used={disk.totalBytes - disk.freeBytes} of={disk.totalBytes} label={t('storage.disk')} />
          </Room>
        )}
        <Room title={t('storage.database')} figure={size(databaseBytes)} text={t('storage.databaseText')} />
      </div>
    </section>
  )
}

interface RoomProps {
  title: string
  figure: string
  text: string
  children?: ReactNode
}

function Room({ title, figure, text, children }: RoomProps) {
  return (
    <div className="admin-room-row">
      <span>{title}</span>
      <strong>{figure}</strong>
      {children}
      <small className="q-muted">{text}</small>
    </div>
  )
}

function Bar({ used, of, label }: { used: number; of: number; label: string }) {
  const { percent, status } = fullness(used, of)
  return <Progress percent={percent} status={status} size="small" aria-label={label} />
}
