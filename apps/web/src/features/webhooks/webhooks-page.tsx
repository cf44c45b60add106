import { PlusOutlined } from '@ant-design/icons'
import { listWebhookEndpoints, type WebhookEndpoint } from '@quayside/contract'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { CellLink, type Column, DataTable, Empty, PageHeader, useRows, When } from '../../ui/index.ts'
import { EndpointForm } from './endpoint-form.tsx'
import { EndpointState } from './endpoint-state.tsx'
import { HostsDialog } from './hosts-dialog.tsx'
import './webhooks.css'

/** Which other systems are told of events, and whether it works. */
export function WebhooksPage() {
  const { t } = useTranslation('webhooks')
  const may = useMay()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'new' | 'hosts' | undefined>(undefined)
  const columns = useEndpointColumns()
  const source = useRows<WebhookEndpoint>(['webhookEndpoint', 'list'], (cursor, signal) =>
    call(listWebhookEndpoints, { query: { cursor, limit: 100 }, signal }),
  )
  const make = may('webhooks', 'create') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {t('new')}
    </Button>
  )
  return (
    <div className="q-page">
      <PageHeader
        title={t('title')}
        text={t('text')}
        actions={
          <>
            {may('administration', 'read') && <Button onClick={() => setOpen('hosts')}>{t('hosts')}</Button>}
            {make}
          </>
        }
      />
      <DataTable
        id="webhook-endpoints"
        label={t('title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        onOpen={(row) => navigate({ to: `/webhooks/${row.id}` })}
        empty={<Empty title={t('none')} text={t('noneText')} action={make} />}
      />
      {open === 'new' && <EndpointForm onClose={() => setOpen(undefined)} />}
      {open === 'hosts' && <HostsDialog onClose={() => setOpen(undefined)} />}
    </div>
  )
}

function useEndpointColumns(): Column<WebhookEndpoint>[] {
  const { t } = useTranslation('webhooks')
  return useMemo<Column<WebhookEndpoint>[]>(
    () => [
      {
        id: 'url',
        title: t('url'),
        width: 300,
        fixed: true,
        card: 'title',
        cell: (row) => <CellLink to={`/webhooks/${row.id}`}>{row.url}</CellLink>,
      },
      { id: 'state', title: t('state'), width: 110, card: 'aside', cell: (row) => <EndpointState endpoint={row} /> },
      { id: 'description', title: t('description'), width: 160, cell: (row) => row.description },
      {
        id: 'events',
        title: t('events'),
        width: 150,
        cell: (row) => (
          <span title={row.events.map((kind) => t(`event.${kind}`)).join('\n')}>
            {t('eventCount', { figure: row.events.length })}
          </span>
        ),
      },
      { id: 'owner', title: t('owner'), width: 140, cell: (row) => row.owner.name },
      {
        id: 'lastDelivered',
        title: t('lastDelivered'),
        width: 130,
        cell: (row) => (row.lastDeliveredAt ? <When at={row.lastDeliveredAt} /> : t('never')),
      },
      { id: 'waiting', title: t('waiting'), width: 90, align: 'right', cell: (row) => row.waiting },
      { id: 'failed', title: t('failed'), width: 90, align: 'right', cell: (row) => row.failed },
    ],
    [t],
  )
}
