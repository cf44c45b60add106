import { addOrderAttachment, type Order, readOrderAttachment, removeOrderAttachment } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, download } from '../../../app/api.ts'
import { sizeText, Upload, useFailure, useKit } from '../../../ui/index.ts'
import { refreshOrders } from '../orders.api.ts'
import { Panel } from './order-content.tsx'

const mostBytes = 25 * 1024 * 1024

export function FilesPanel({ order }: { order: Order }) {
  const { t } = useTranslation('orders')
  const { locale } = useKit()
  const client = useQueryClient()
  const failure = useFailure()
  const run = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => refreshOrders(client),
    onError: failure,
  })
  const add = (files: readonly File[]) =>
    run.mutate(async () => {
      const lost: string[] = []
      for (const file of files) {
        const body = new FormData()
        body.set('file', file)
        await call(addOrderAttachment, { params: { id: order.id }, body } as never).catch((error: unknown) =>
          lost.push(`${file.name}: ${error instanceof Error ? error.message : ''}`),
        )
      }
      // One that is refused leaves the others theirs.
      if (lost.length > 0) failure(new Error(t('entry.filesLost', { names: lost.join(' ') })))
    })
  return (
    <Panel title={t('files')} shown={order.can.change || order.attachments.length > 0}>
      {order.attachments.map((file) => (
        <div key={file.id} className="order-file">
          <Button
            type="link"
            size="small"
            onClick={() => download(readOrderAttachment, { params: { id: file.id } }, file.name).catch(failure)}
          >
            {file.name}
          </Button>
          <span className="q-muted">{sizeText(file.bytes, locale)}</span>
          {order.can.change && (
            <Popconfirm
              title={t('removeFile', { name: file.name })}
              okText={t('remove')}
              onConfirm={() => run.mutate(() => call(removeOrderAttachment, { params: { id: file.id } }))}
            >
              <Button type="text" size="small">
                {t('remove')}
              </Button>
            </Popconfirm>
          )}
        </div>
      ))}
      {order.can.change && (
        <Upload many maxBytes={mostBytes} hint={t('entry.filesHint')} disabled={run.isPending} onFiles={add} />
      )}
    </Panel>
  )
}
