import { addEdiChannel, changeEdiChannel, type EdiChannel, secretAfterwards } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { useFailure } from '../../ui/index.ts'
import { NumberInput } from '../../ui/number-input.tsx'
import { bodyOf, missingOf, signIns, type TypedChannel, typedOf, ways } from './channel-fields.ts'
import { Labelled } from './labelled.tsx'

interface Props {
  partnerId: string
  /** Absent: a new one. */
  channel: EdiChannel | undefined
  onClose: () => void
}

/** Adds a way or changes one; the secret is typed, never shown. */
export function ChannelDialog({ partnerId, channel, onClose }: Props) {
  const { t } = useTranslation('edi')
  const fail = useFailure()
  const [typed, setTyped] = useState(() => typedOf(channel))
  const set = (change: Partial<TypedChannel>) => setTyped({ ...typed, ...change })
  const save = useMutation({
    mutationFn: () =>
      channel
        ? call(changeEdiChannel, { params: { id: channel.id }, ifMatch: channel.version, body })
        : call(addEdiChannel, { params: { id: partnerId }, body }),
    onSuccess: onClose,
    onError: fail,
  })
  const body = bodyOf(typed)
  const keeps = channel !== undefined && secretAfterwards(channel.settings, body.settings) === 'kept'
  const fields = { typed, set, hasSecret: keeps && channel.hasSecret }
  const missing = missingOf(typed, fields.hasSecret)
  return (
    <Modal
      open
      title={t(channel ? 'changeChannel' : 'addChannel')}
      okText={t('save')}
      okButtonProps={{ disabled: missing.length > 0 }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="edi-form">
        {!channel && (
          <Labelled label={t('channels')}>
            <Select
              value={typed.way}
              options={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
              onChange={(way) => set({ way })}
            />
          </Labelled>
        )}
        {typed.way === 'sftp' && <SftpFields {...fields} />}
        {typed.way === 'http' && <HttpFields {...fields} />}
        {typed.way === 'folder' && <Folders {...fields} />}
        <AllowPrivate {...fields} />
        <Checkbox checked={typed.active} onChange={(event) => set({ active: event.target.checked })}>
          {t('field.active')}
        </Checkbox>
        {missing.length > 0 && (
          <span className="edi-hint">
            {t('missing', { fields: missing.map((one) => t(`channel.${one}`)).join(', ') })}
          </span>
        )}
      </div>
    </Modal>
  )
}

interface FieldsProps {
  typed: TypedChannel
  set: (change: Partial<TypedChannel>) => void
  hasSecret: boolean
}

type TextName = 'host' | 'user' | 'inFolder' | 'outFolder' | 'fingerprint' | 'address' | 'header'

function Texts({ names, typed, set }: FieldsProps & { names: readonly TextName[] }) {
  const { t } = useTranslation('edi')
  return names.map((name) => (
    <Labelled key={name} label={t(`channel.${name}`)}>
      <Input
        value={typed[name]}
        placeholder={name === 'address' ? 'https://' : undefined}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Labelled>
  ))
}

function Secret({ typed, set, hasSecret }: FieldsProps) {
  const { t } = useTranslation('edi')
  return (
    <Labelled label={t(typed.way === 'sftp' ? 'channel.secret' : 'channel.password')}>
      <Input.TextArea
        autoSize={{ maxRows: 6 }}
        value={typed.secret}
        autoComplete="off"
        placeholder={hasSecret ? t('secretKept') : undefined}
        onChange={(event) => set({ secret: event.target.value })}
      />
    </Labelled>
  )
}

function SftpFields(props: FieldsProps) {
  const { t } = useTranslation('edi')
  const { typed, set } = props
  return (
    <>
      <Texts {...props} names={['host']} />
      <Labelled label={t('channel.port')}>
        <NumberInput min={1} max={65_535} value={typed.port} onChange={(port) => set({ port: port ?? 22 })} />
      </Labelled>
      <Texts {...props} names={['user']} />
      <Secret {...props} />
      <Folders {...props} />
      <Labelled label={t('channel.afterwards')}>
        <Select
          value={typed.afterwards}
          options={(['delete', 'keep'] as const).map((value) => ({ value, label: t(`afterwards.${value}`) }))}
          onChange={(afterwards) => set({ afterwards })}
        />
      </Labelled>
      <Texts {...props} names={['fingerprint']} />
    </>
  )
}

function Folders(props: FieldsProps) {
  const { t } = useTranslation('edi')
  const { typed, set } = props
  return (
    <>
      <Texts {...props} names={['inFolder', 'outFolder']} />
      <Labelled label={t('channel.everyMinutes')}>
        <NumberInput
          min={1}
          max={1_440}
          value={typed.everyMinutes}
          onChange={(everyMinutes) => set({ everyMinutes: everyMinutes ?? 1 })}
        />
      </Labelled>
    </>
  )
}

function HttpFields(props: FieldsProps) {
  const { t } = useTranslation('edi')
  const { typed, set } = props
  return (
    <>
      <p className="edi-hint">{t('pushHint')}</p>
      <Texts {...props} names={['address']} />
      {typed.address.trim() !== '' && (
        <>
          <Labelled label={t('channel.signIn')}>
            <Select
              value={typed.signIn}
              options={signIns.map((value) => ({ value, label: t(`signIn.${value}`) }))}
              onChange={(signIn) => set({ signIn })}
            />
          </Labelled>
          {typed.signIn === 'basic' && <Texts {...props} names={['user']} />}
          {typed.signIn === 'header' && <Texts {...props} names={['header']} />}
          {typed.signIn !== 'none' && <Secret {...props} />}
        </>
      )}
    </>
  )
}

function AllowPrivate({ typed, set }: FieldsProps) {
  const { t } = useTranslation('edi')
  const may = useMay()
  const leadsOut = typed.way === 'sftp' || (typed.way === 'http' && typed.address.trim() !== '')
  if (!leadsOut || !may('administration', 'change')) return null
  return (
    <Checkbox checked={typed.allowPrivate} onChange={(event) => set({ allowPrivate: event.target.checked })}>
      {t('channel.allowPrivate')}
    </Checkbox>
  )
}
