import { createApiKey, deleteApiKey, listMyApiKeys, Module, mayUse, NewApiKey } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { useMe } from '../../../app/session.ts'
import { Field, FormPage, NumberField, SwitchField, TextField, useZodForm } from '../../../ui/form/index.ts'
import { useFailure, When } from '../../../ui/index.ts'
import { Panel } from './panel.tsx'

export function ApiKeysPanel() {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const failure = useFailure()
  const [making, setMaking] = useState(false)
  const [secret, setSecret] = useState('')
  const { data: keys = [] } = useQuery({
    queryKey: ['apiKey', 'list'],
    queryFn: ({ signal }) => call(listMyApiKeys, { signal }),
  })
  const refresh = () => client.invalidateQueries({ queryKey: ['apiKey'] })
  const made = (text: string) => {
    setSecret(text)
    setMaking(false)
    refresh()
  }
  const remove = (id: string) => call(deleteApiKey, { params: { id } }).then(refresh, failure)
  return (
    <Panel
      title={t('keys.title')}
      text={t('keys.text')}
      action={!making && <Button onClick={() => setMaking(true)}>{t('keys.new')}</Button>}
    >
      {secret && (
        <Alert
          type="success"
          showIcon
          title={t('keys.once')}
          description={
            <Input readOnly value={secret} aria-label={t('keys.secret')} onFocus={(event) => event.target.select()} />
          }
          closable
          onClose={() => setSecret('')}
        />
      )}
      {making && <NewKey onMade={made} onCancel={() => setMaking(false)} />}
      {keys.map((key) => (
        <div key={key.id} className="profile-row">
          <span>
            {key.name} <code className="q-muted">{key.start}…</code>
            <small className="q-muted">
              {t(key.readOnly ? 'keys.readOnly' : 'keys.readWrite')} ·{' '}
              {key.modules
                ?.map((module) => t(`module.${module}`, { ns: 'administration' }))
                .join(t('comma', { ns: 'administration' })) ?? t('keys.allModules')}{' '}
              · {t('keys.used')} <When at={key.lastUsedAt} /> · {t('keys.until')} <When at={key.expiresAt} as="day" />
            </small>
          </span>
          <Button size="small" onClick={() => remove(key.id)}>
            {t('profile.remove')}
          </Button>
        </div>
      ))}
    </Panel>
  )
}

function NewKey({ onMade, onCancel }: { onMade: (secret: string) => void; onCancel: () => void }) {
  const { t } = useTranslation('session')
  const { rights } = useMe()
  const own = Module.options.filter((module) => mayUse(rights, module, 'read') || mayUse(rights, module, 'create'))
  const form = useZodForm(NewApiKey, {
    initial: { readOnly: true, expiresInDays: 90 },
    errorsOf: fieldErrors,
    submit: async (body) => onMade((await call(createApiKey, { body })).secret),
  })
  return (
    <FormPage form={form} submitLabel={t('keys.make')} onCancel={onCancel} guard={false}>
      <TextField
        form={form}
        name="name"
        label={t('keys.name')}
        help={t('keys.nameHelp')}
        required
        autoFocus
        maxLength={80}
      />
      <NumberField form={form} name="expiresInDays" label={t('keys.days')} min={1} max={730} />
      <SwitchField form={form} name="readOnly" label={t('keys.readOnly')} />
      <Field form={form} name="modules" label={t('keys.modules')} help={t('keys.modulesHelp')}>
        {({ id, value, onChange }) => (
          <Select
            id={id}
            mode="multiple"
            value={value ?? []}
            placeholder={t('keys.allModules')}
            options={own.map((module) => ({ value: module, label: t(`module.${module}`, { ns: 'administration' }) }))}
            onChange={(chosen) => onChange(chosen.length > 0 ? chosen : null)}
          />
        )}
      </Field>
    </FormPage>
  )
}
