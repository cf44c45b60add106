import { addEdiChannel, type EdiPartner, lookIntoEdiChannel, removeEdiChannel } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, InputNumber, Modal, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { useFailure, When } from '../../ui/index.ts'
import { useSentence } from './message-status.tsx'

/** The ways by which files are exchanged with a partner, and whether they work. */
export function ChannelList({ partner }: { partner: EdiPartner }) {
  const { t } = useTranslation('edi')
  const may = useMay()
  const say = useSentence()
  const client = useQueryClient()
  const fail = useFailure()
  const [adding, setAdding] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['ediPartner'] })
  const look = useMutation({
    mutationFn: (id: string) => call(lookIntoEdiChannel, { params: { id } }),
    onSuccess: refresh,
    onError: fail,
  })
  const remove = useMutation({
    mutationFn: (id: string) => call(removeEdiChannel, { params: { id } }),
    onSuccess: refresh,
    onError: fail,
  })
  return (
    <section className="q-panel" aria-label={t('channels')}>
      <div className="q-panel-head">
        {t('channels')}
        {may('edi', 'create') && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('addChannel')}
          </Button>
        )}
      </div>
      <div className="q-panel-body">
        <p className="edi-hint">{t('byHttp')}</p>
        {partner.channels.map(({ id, settings, trouble, workedAt }) => (
          <div key={id} className="edi-channel">
            <b>{t(`way.${settings.way}`)}</b>{' '}
            {settings.way === 'sftp' && `${settings.user}@${settings.host}:${settings.port} ${settings.inFolder ?? ''}`}
            {settings.way === 'folder' && settings.inFolder}{' '}
            {workedAt && (
              <>
                {t('workedAt')} <When at={workedAt} />
              </>
            )}
            {may('edi', 'change') && (
              <>
                {settings.way !== 'http' && (
                  <Button type="link" size="small" onClick={() => look.mutate(id)}>
                    {t('lookNow')}
                  </Button>
                )}
                <Popconfirm title={t('removeChannel')} okText={t('remove')} onConfirm={() => remove.mutate(id)}>
                  <Button type="link" size="small" danger>
                    {t('remove')}
                  </Button>
                </Popconfirm>
              </>
            )}
            {trouble && <Alert type="warning" showIcon title={say(trouble)} />}
          </div>
        ))}
      </div>
      {adding && (
        <AddChannel
          partnerId={partner.id}
          onClose={() => {
            setAdding(false)
            void refresh()
          }}
        />
      )}
    </section>
  )
}

const ways = ['sftp', 'folder', 'http'] as const

function AddChannel({ partnerId, onClose }: { partnerId: string; onClose: () => void }) {
  const { t } = useTranslation('edi')
  const may = useMay()
  const fail = useFailure()
  const [way, setWay] = useState<(typeof ways)[number]>('sftp')
  const [typed, setTyped] = useState({ host: '', port: 22, user: '', inFolder: '', outFolder: '', secret: '' })
  const [allowPrivate, setAllowPrivate] = useState(false)
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change })
  const add = useMutation({
    mutationFn: () => call(addEdiChannel, { params: { id: partnerId }, body: bodyOf(way, typed, allowPrivate) }),
    onSuccess: onClose,
    onError: fail,
  })
  const texts =
    way === 'sftp' ? (['host', 'user', 'inFolder', 'outFolder'] as const) : (['inFolder', 'outFolder'] as const)
  return (
    <Modal
      open
      title={t('addChannel')}
      okText={t('save')}
      confirmLoading={add.isPending}
      onOk={() => add.mutate()}
      onCancel={onClose}
    >
      <div className="edi-form">
        <Select
          value={way}
          aria-label={t('channels')}
          options={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
          onChange={setWay}
        />
        {way !== 'http' &&
          texts.map((name) => (
            <Input
              key={name}
              value={typed[name]}
              placeholder={t(`channel.${name}`)}
              aria-label={t(`channel.${name}`)}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          ))}
        {way === 'sftp' && (
          <>
            <InputNumber
              min={1}
              max={65_535}
              value={typed.port}
              aria-label={t('channel.port')}
              onChange={(port) => set({ port: port ?? 22 })}
            />
            <Input.TextArea
              autoSize
              value={typed.secret}
              placeholder={t('channel.secret')}
              aria-label={t('channel.secret')}
              onChange={(event) => set({ secret: event.target.value })}
            />
            {may('administration', 'change') && (
              <Checkbox checked={allowPrivate} onChange={(event) => setAllowPrivate(event.target.checked)}>
                {t('channel.allowPrivate')}
              </Checkbox>
            )}
          </>
        )}
      </div>
    </Modal>
  )
}

function bodyOf(
  way: (typeof ways)[number],
  {
    host,
    port,
    user,
    inFolder,
    outFolder,
    secret,
  }: Record<'host' | 'user' | 'inFolder' | 'outFolder' | 'secret', string> & { port: number },
  allowPrivate: boolean,
) {
  if (way === 'http') return { settings: { way } }
  const folders = { outFolder: outFolder.trim() || null }
  if (way === 'folder') return { settings: { way, inFolder: inFolder.trim(), ...folders } }
  const settings = { way, host: host.trim(), port, user: user.trim(), inFolder: inFolder.trim() || null, ...folders }
  return { settings, allowPrivate, ...(secret ? { secret } : {}) }
}
