import { dropInvoice, type InvoiceRow, issueInvoice, remind } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { type SelectionState, useKit } from '../../ui/index.ts'
import { useMoved } from './use-moved.ts'

interface InvoiceBulkProps {
  selection: SelectionState
  /** Those on the screen: an act is for what one has looked at. */
  rows: readonly InvoiceRow[]
}
type Deed = 'issue' | 'drop' | 'followUp' | 'mail'

/** What is done to many documents at once: each stands or falls alone, and those left alone are counted. */
export function InvoiceBulk({ selection, rows }: InvoiceBulkProps) {
  const { t } = useTranslation('invoices')
  const { locale } = useKit()
  const may = useMay()
  const moved = useMoved()
  const { message } = App.useApp()
  const chosen = rows.filter(({ id }) => selection.has(id))
  const drafts = chosen.filter(({ standing }) => standing === 'draft')
  const overdue = chosen.filter(({ standing }) => standing === 'overdue')
  const reminded = [...Map.groupBy(overdue, (row) => `${row.account.id} ${row.currency}`).values()]
  const tasks = (deed: Deed): (() => Promise<unknown>)[] => {
    switch (deed) {
      case 'issue':
        return drafts.map(
          ({ id, version }) =>
            () =>
              call(issueInvoice, { params: { id }, ifMatch: version }),
        )
      case 'drop':
        return drafts.map(
          ({ id }) =>
            () =>
              call(dropInvoice, { params: { id } }),
        )
      case 'followUp':
      case 'mail':
        return reminded.map((group) => () => remindOf(group, deed, locale === 'en' ? 'en' : 'zh-CN'))
      default:
        return deed satisfies never
    }
  }
  const run = useMutation({
    mutationFn: async (deed: Deed) => {
      let done = 0
      let why = ''
      for (const work of tasks(deed))
        await work().then(
          () => {
            done += 1
          },
          (error: Error) => {
            why = error.message
          },
        )
      return { done, left: tasks(deed).length - done, why }
    },
    onSuccess: ({ done, left, why }) => {
      moved()
      selection.clear()
      message[left > 0 ? 'warning' : 'success'](
        left > 0 ? t('bulk.someLeft', { done, left, why }) : t('bulk.done', { done }),
      )
    },
  })
  if (!may('invoices', 'change')) return null
  const deeds: [Deed, number][] = [
    ['issue', drafts.length],
    ['drop', drafts.length],
    ['followUp', may('timeline', 'create') ? reminded.length : 0],
    ['mail', reminded.length],
  ]
  return deeds
    .filter(([, count]) => count > 0)
    .map(([deed, figure]) => {
      // What goes out, or is gone, is asked about first.
      const final = deed === 'drop' || deed === 'mail'
      const button = (
        <Button
          key={deed}
          size="small"
          disabled={run.isPending}
          loading={run.isPending && run.variables === deed}
          onClick={final ? undefined : () => run.mutate(deed)}
        >
          {t(`bulk.${deed}`, { figure })}
        </Button>
      )
      return final ? (
        <Popconfirm
          key={deed}
          title={t(`bulk.sure.${deed}`)}
          okText={t(`bulk.${deed}`, { figure })}
          onConfirm={() => run.mutate(deed)}
        >
          {button}
        </Popconfirm>
      ) : (
        button
      )
    })
}

/** One letter or task for each customer: the next step after the furthest that any of these has taken. */
function remindOf(group: readonly InvoiceRow[], way: 'mail' | 'followUp', locale: 'zh-CN' | 'en'): Promise<unknown> {
  const [first] = group as [InvoiceRow]
  return call(remind, {
    body: {
      accountId: first.account.id,
      invoiceIds: group.map(({ id }) => id),
      way,
      level: Math.min(3, Math.max(...group.map(({ dunningLevel }) => dunningLevel)) + 1),
      locale,
    },
  })
}
