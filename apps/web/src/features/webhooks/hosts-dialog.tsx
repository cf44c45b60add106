import { allowWebhookHost, disallowWebhookHost, listWebhookHosts } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { fieldErrors } from '../../app/problem.ts'
import { useMay } from '../../app/session.ts'
import { FormPage, TextField, useZodForm } from '../../ui/form/index.ts'
import { useFailure } from '../../ui/index.ts'

/** Which hosts inside the company an administrator lets endpoints lie on. */
export function HostsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('webhooks')
  const client = useQueryClient()
  const failure = useFailure()
  const mayChange = useMay()('administration', 'change')
  const { data: hosts } = useQuery({
    queryKey: ['webhookHost', 'list'],
    queryFn: ({ signal }) => call(listWebhookHosts, { signal }),
  })
  const refresh = () => client.invalidateQueries({ queryKey: ['webhookHost'] })
  const disallow = (id: string) => call(disallowWebhookHost, { params: { id } }).then(refresh, failure)
  return (
    <Modal open title={t('hosts')} onCancel={onClose} footer={null}>
      <p className="q-muted">{t('hostsText')}</p>
      {hosts?.length === 0 && <p>{t('noHosts')}</p>}
      {hosts?.map((host) => (
        <div key={host.id} className="webhooks-host">
          <span>
            <code>{host.host}</code>
            {host.note && <small className="q-muted"> · {host.note}</small>}
          </span>
          {mayChange && (
            <Button size="small" onClick={() => disallow(host.id)}>
              {t('disallow')}
            </Button>
          )}
        </div>
      ))}
      {mayChange && <AllowHost key={hosts?.length} onAllowed={refresh} onCancel={onClose} />}
    </Modal>
  )
}

function AllowHost({ onAllowed, onCancel }: { onAllowed: () => Promise<void>; onCancel: () => void }) {
  const { t } = useTranslation('webhooks')
  const form = useZodForm(allowWebhookHost.body, {
    initial: { host: '', note: '' },
    errorsOf: fieldErrors,
    submit: async (body) => {
      await call(allowWebhookHost, { body })
      await onAllowed()
    },
  })
  return (
    <FormPage form={form} submitLabel={t('allow')} onCancel={onCancel} guard={false}>
      <TextField form={form} name="host" label={t('host')} help={t('hostHelp')} required maxLength={260} />
      <TextField form={form} name="note" label={t('note')} maxLength={200} />
    </FormPage>
  )
}
