import type { OrderDraftRow } from '@quayside/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { CellLink, type Column, DataTable, Empty, useKit, useRows, When } from '../../../ui/index.ts'
import { draftsKey, fetchDrafts } from '../orders.api.ts'

type Row = z.infer<typeof OrderDraftRow>

/** Orders not taken yet: begun by somebody, or come with a fault. */
export function DraftsTable({ state }: { state: 'draft' | 'quarantined' }) {
  const { t } = useTranslation('orders')
  const { locale } = useKit()
  const go = useNavigate()
  const source = useRows(draftsKey(state), fetchDrafts(state))
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        id: 'number',
        title: t('field.number'),
        width: 150,
        fixed: true,
        card: 'title',
        cell: (row) => <CellLink to={`/orders/drafts/${row.id}`}>{row.number}</CellLink>,
      },
      {
        id: 'account',
        title: t('field.account'),
        width: 220,
        cell: (row) => row.account?.name ?? <span className="q-muted">{t('unknownCustomer')}</span>,
      },
      {
        id: 'channel',
        title: t('field.channel'),
        width: 90,
        card: 'aside',
        cell: (row) => t(`channel.${row.channel}`),
      },
      { id: 'receivedAt', title: t('field.receivedAt'), width: 140, cell: (row) => <When at={row.receivedAt} /> },
      {
        id: 'reference',
        title: t('field.customerReference'),
        width: 150,
        card: 'none',
        cell: (row) => row.customerReference ?? '–',
      },
      {
        id: 'why',
        title: t('field.why'),
        width: 460,
        cell: (row) => {
          const told = row.reasons
            .filter(({ severity }) => severity === 'error')
            .map((reason) => (locale === 'en' ? reason.en : reason.zh))
          return told.length > 0 ? (
            <span title={told.join('\n')}>{told.join(' ')}</span>
          ) : (
            <span className="q-muted">–</span>
          )
        },
      },
    ],
    [t, locale],
  )
  return (
    <DataTable<Row>
      id={`order-${state}`}
      label={t(state === 'draft' ? 'tab.drafts' : 'draftState.quarantined')}
      columns={columns}
      source={source}
      rowId={(row) => row.id}
      onOpen={(row) => go({ to: `/orders/drafts/${row.id}` })}
      empty={
        <Empty
          title={t(`empty.${state}`)}
          text={t(`empty.${state}Text`)}
          action={
            state === 'draft' && (
              <Link to="/orders/new">
                <Button type="primary">{t('new')}</Button>
              </Link>
            )
          }
        />
      }
    />
  )
}
