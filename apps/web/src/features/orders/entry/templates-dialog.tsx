import { DeleteOutlined } from '@ant-design/icons'
import { changeOrderTemplate, createOrderTemplate, type OrderTemplate, removeOrderTemplate } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure, useUndo } from '../../../ui/index.ts'
import { templatesQuery } from '../orders.api.ts'

/** One's own templates are renamed, shared and removed; those of colleagues are only named. */
export function TemplatesDialog({ templates, onClose }: { templates: readonly OrderTemplate[]; onClose: () => void }) {
  const { t } = useTranslation('orders')
  return (
    <Modal open title={t('entry.ownTemplates')} footer={null} width={560} onCancel={onClose}>
      {templates.length === 0 && <p className="q-muted">{t('entry.noTemplates')}</p>}
      <ul className="order-templates">
        {templates.map((template) => (
          <li key={template.id}>
            {template.mine ? <OwnTemplate key={template.version} template={template} /> : <Foreign {...template} />}
          </li>
        ))}
      </ul>
    </Modal>
  )
}

function Foreign({ name, account, owner }: OrderTemplate) {
  return (
    <>
      <span className="order-template-name">{name}</span>
      <span className="q-muted">{[account?.name, owner.name].filter(Boolean).join(' · ')}</span>
    </>
  )
}

function OwnTemplate({ template }: { template: OrderTemplate }) {
  const { t } = useTranslation('orders')
  const { id, version, account } = template
  const client = useQueryClient()
  const offerUndo = useUndo()
  const failure = useFailure()
  const [name, setName] = useState(template.name)
  const refresh = () => client.invalidateQueries({ queryKey: templatesQuery.queryKey })
  const run = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: refresh,
    onError: (error) => {
      setName(template.name)
      failure(error)
    },
  })
  const change = (body: { name?: string; shared?: boolean }) =>
    run.mutate(() => call(changeOrderTemplate, { params: { id }, body, ifMatch: version }))
  const rename = () => {
    const typed = name.trim()
    if (typed === '') setName(template.name)
    else if (typed !== template.name) change({ name: typed })
  }
  const remove = () =>
    run.mutate(async () => {
      await call(removeOrderTemplate, { params: { id } })
      const { name: kept, shared, draft } = template
      offerUndo({
        done: t('entry.templateRemoved', { name: kept }),
        undo: () => call(createOrderTemplate, { body: { name: kept, shared, draft } as never }).then(refresh),
      })
    })
  return (
    <>
      <Input
        className="order-template-name"
        value={name}
        maxLength={100}
        aria-label={t('entry.templateName')}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={(event) => event.currentTarget.blur()}
        onBlur={rename}
      />
      {account && <span className="q-muted">{account.name}</span>}
      <Checkbox
        checked={template.shared}
        disabled={run.isPending}
        onChange={(event) => change({ shared: event.target.checked })}
      >
        {t('entry.templateShared')}
      </Checkbox>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        disabled={run.isPending}
        aria-label={t('entry.removeTemplate', { name: template.name })}
        onClick={remove}
      />
    </>
  )
}
