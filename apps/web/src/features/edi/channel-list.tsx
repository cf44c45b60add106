import {
  type EdiChannel,
  type EdiPartner,
  type EdiTrial,
  lookIntoEdiChannel,
  removeEdiChannel,
  tryEdiChannel,
} from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { useFailure, When } from '../../ui/index.ts'
import { ChannelDialog } from './channel-dialog.tsx'
import { useSentence } from './message-status.tsx'

/** The ways by which files are exchanged with a partner, and whether they work. */
export function ChannelList({ partner }: { partner: EdiPartner }) {
  const { t } = useTranslation('edi')
  const may = useMay()
  const client = useQueryClient()
  const [open, setOpen] = useState<EdiChannel | 'new' | undefined>(undefined)
  const refresh = () => client.invalidateQueries({ queryKey: ['ediPartner'] })
  return (
    <section className="q-panel" aria-label={t('channels')}>
      <div className="q-panel-head">
        {t('channels')}
        {may('edi', 'create') && (
          <Button size="small" onClick={() => setOpen('new')}>
            {t('addChannel')}
          </Button>
        )}
      </div>
      <div className="q-panel-body">
        <p className="edi-hint">{t('byHttp')}</p>
        {partner.channels.map((channel) => (
          <ChannelLine key={channel.id} channel={channel} onEdit={() => setOpen(channel)} onChanged={refresh} />
        ))}
      </div>
      {open && (
        <ChannelDialog
          partnerId={partner.id}
          channel={open === 'new' ? undefined : open}
          onClose={() => {
            setOpen(undefined)
            void refresh()
          }}
        />
      )}
    </section>
  )
}

const placeOf = ({ settings }: EdiChannel): string => {
  if (settings.way === 'http') return settings.address ?? ''
  if (settings.way === 'folder') return [settings.inFolder, settings.outFolder].filter(Boolean).join(' · ')
  const { user, host, port, inFolder, outFolder } = settings
  return [`${user}@${host}:${port}`, inFolder, outFolder].filter(Boolean).join(' · ')
}

interface ChannelLineProps {
  channel: EdiChannel
  onEdit: () => void
  onChanged: () => void
}

function ChannelLine({ channel, onEdit, onChanged }: ChannelLineProps) {
  const { t } = useTranslation('edi')
  const may = useMay()
  const say = useSentence()
  const [trial, setTrial] = useState<EdiTrial | undefined>(undefined)
  const { id, settings, trouble, workedAt, active } = channel
  const shown = trial ? trial.trouble : trouble
  return (
    <div className="edi-channel">
      <b>{t(`way.${settings.way}`)}</b> {placeOf(channel)} {!active && <Tag>{t('switchedOff')}</Tag>}
      {workedAt && (
        <span className="edi-hint">
          {t('workedAt')} <When at={workedAt} />
        </span>
      )}
      {may('edi', 'change') && (
        <ChannelActs id={id} settings={settings} onEdit={onEdit} onChanged={onChanged} onTried={setTrial} />
      )}
      {shown && <Alert type="warning" showIcon title={say(shown)} />}
      {trial && !trial.trouble && (
        <Alert
          type="success"
          showIcon
          title={t(trial.files === null ? 'works' : 'worksWithFiles', {
            figure: trial.files ?? 0,
            ms: trial.milliseconds,
          })}
        />
      )}
    </div>
  )
}

interface ActsProps extends Pick<EdiChannel, 'id' | 'settings'> {
  onEdit: () => void
  onChanged: () => void
  onTried: (trial: EdiTrial | undefined) => void
}

function ChannelActs({ id, settings, onEdit, onChanged, onTried }: ActsProps) {
  const { t } = useTranslation('edi')
  const fail = useFailure()
  const params = { id }
  const done = { onSuccess: onChanged, onError: fail }
  const look = useMutation({ mutationFn: () => call(lookIntoEdiChannel, { params }), ...done })
  const remove = useMutation({ mutationFn: () => call(removeEdiChannel, { params }), ...done })
  const trial = useMutation({
    mutationFn: () => call(tryEdiChannel, { params }),
    onSuccess: (told) => {
      onTried(told)
      onChanged()
    },
    onError: fail,
  })
  const reaches = settings.way === 'sftp' || (settings.way === 'http' && settings.address !== null)
  const isLookedInto = settings.way !== 'http' && settings.inFolder !== null
  return (
    <>
      {reaches && (
        <Button type="link" size="small" loading={trial.isPending} onClick={() => trial.mutate()}>
          {t('tryConnection')}
        </Button>
      )}
      {isLookedInto && (
        <Button type="link" size="small" onClick={() => look.mutate()}>
          {t('lookNow')}
        </Button>
      )}
      <Button type="link" size="small" onClick={onEdit}>
        {t('changeChannel')}
      </Button>
      <Popconfirm title={t('removeChannel')} okText={t('remove')} onConfirm={() => remove.mutate()}>
        <Button type="link" size="small" danger>
          {t('remove')}
        </Button>
      </Popconfirm>
    </>
  )
}
