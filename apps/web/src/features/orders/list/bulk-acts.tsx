import { type OrderRow, type OrderStatus, progressOrder, releaseOrder } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import type { SelectionState } from '../../../ui/index.ts'
import { refreshOrders } from '../orders.api.ts'

const acts = {
  release: { from: 'held' },
  inTransit: { from: 'confirmed' },
  completed: { from: 'inTransit' },
} as const
type Act = keyof typeof acts

interface BulkActsProps {
  selection: SelectionState
  /** Those on the screen: an act is for what one has looked at. */
  rows: readonly OrderRow[]
}

/** What is done to many orders at once: each stands or falls alone, and those left alone are counted. */
export function BulkActs({ selection, rows }: BulkActsProps) {
  const { t } = useTranslation('orders')
  const may = useMay()
  const client = useQueryClient()
  const { message } = App.useApp()
  const chosen = rows.filter(({ id, kind }) => kind === 'service' && selection.has(id))
  const fitting = (act: Act) => chosen.filter(({ status }) => status === (acts[act].from as OrderStatusName))
  const run = useMutation({
    mutationFn: async (act: Act) => {
      let done = 0
      for (const { id, version } of fitting(act)) {
        const asked = { params: { id }, ifMatch: version }
        const told =
          act === 'release'
            ? call(releaseOrder, { ...asked, query: { note: '' } })
            : call(progressOrder, { ...asked, body: { status: act } })
        done += await told.then(() => 1).catch(() => 0)
      }
      return { done, left: fitting(act).length - done }
    },
    onSuccess: ({ done, left }) => {
      refreshOrders(client)
      selection.clear()
      message[left > 0 ? 'warning' : 'success'](t('bulk.done', { done, left }))
    },
  })
  const allowed = (act: Act) => (act === 'release' ? may('invoices', 'change') : may('orders', 'change'))
  return (Object.keys(acts) as Act[])
    .filter((act) => allowed(act) && fitting(act).length > 0)
    .map((act) => (
      <Button key={act} size="small" loading={run.isPending && run.variables === act} onClick={() => run.mutate(act)}>
        {t(`bulk.${act}`, { figure: fitting(act).length })}
      </Button>
    ))
}

type OrderStatusName = (typeof OrderStatus.options)[number]
