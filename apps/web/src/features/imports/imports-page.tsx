import type { Import } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { type Column, DataTable, Empty, Figure, PageHeader, sizeText, useKit, useRows, When } from '../../ui/index.ts'
import { fetchImports, importQuery } from './imports.api.ts'
import { NewImport } from './new-import.tsx'
import './imports.css'

/** Every batch with what came of it; a new one begins by dropping its file. */
export function ImportsPage() {
  const { t } = useTranslation('imports')
  const mayCreate = useMay()('imports', 'create')
  const go = useNavigate()
  const client = useQueryClient()
  const source = useRows<Import>(['import', 'list'], fetchImports)
  const columns = useImportColumns()
  const begin = (batch: Import) => {
    client.setQueryData(importQuery(batch.id).queryKey, batch)
    client.invalidateQueries({ queryKey: ['import', 'list'] })
    go({ to: `/imports/${batch.id}` })
  }
  return (
    <div className="q-page">
      <PageHeader title={t('title')} text={t('text')} />
      {mayCreate && <NewImport onDone={begin} />}
      <DataTable
        id="imports"
        label={t('title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        onOpen={(row) => go({ to: `/imports/${row.id}` })}
        empty={<Empty title={t('none')} text={t('noneText')} />}
      />
    </div>
  )
}

function useImportColumns(): Column<Import>[] {
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  return useMemo(
    () => [
      {
        id: 'fileName',
        title: t('file'),
        width: 280,
        card: 'title',
        cell: (row) => <Link to={`/imports/${row.id}`}>{row.fileName}</Link>,
      },
      {
        id: 'state',
        title: t('stateTitle'),
        width: 130,
        card: 'aside',
        cell: (row) => <span className={`import-state import-state-${row.state}`}>{t(`state.${row.state}`)}</span>,
      },
      {
        id: 'bytes',
        title: t('size'),
        width: 90,
        align: 'right',
        card: 'none',
        cell: (row) => sizeText(row.bytes, locale),
      },
      { id: 'rows', title: t('rows'), width: 90, align: 'right', cell: (row) => <Figure value={row.counts.rows} /> },
      {
        id: 'accounts',
        title: t('newAccounts'),
        width: 100,
        align: 'right',
        cell: (row) => <Figure value={row.counts.accountsCreated} />,
      },
      {
        id: 'orders',
        title: t('newOrders'),
        width: 100,
        align: 'right',
        cell: (row) => <Figure value={row.counts.ordersCreated} />,
      },
      {
        id: 'faulty',
        title: t('rowState.faulty'),
        width: 90,
        align: 'right',
        card: 'none',
        cell: (row) => <Figure value={row.counts.faulty} />,
      },
      {
        id: 'by',
        title: t('by'),
        width: 140,
        card: 'none',
        cell: (row) => row.by?.name ?? <i className="q-muted">–</i>,
      },
      { id: 'createdAt', title: t('at'), width: 120, align: 'right', cell: (row) => <When at={row.createdAt} /> },
    ],
    [t, locale],
  )
}
