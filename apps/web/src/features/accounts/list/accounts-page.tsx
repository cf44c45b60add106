import { AppstoreOutlined, BarsOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import type { AccountRow } from '@quayside/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, type InputRef, Segmented } from 'antd'
import { lazy, Suspense, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../app/address.ts'
import { useMay } from '../../../app/session.ts'
import { FilterBuilder } from '../../../ui/filter/filter-builder.tsx'
import {
  ColumnChooser,
  DataTable,
  Empty,
  leaveField,
  PageHeader,
  SavedViews,
  SelectionBar,
  useHotkeys,
  useNarrow,
  useRows,
  useSelection,
  useSettledText,
} from '../../../ui/index.ts'
import { fetchAccounts, listKey } from '../accounts.api.ts'
import '../accounts.css'
import { useAccountColumns } from './account-columns.tsx'
import { useAccountViews } from './account-views.ts'
import { BulkActions } from './bulk-actions.tsx'
import { useFilterFields } from './filter-fields.ts'
import { JobLines, useJobLines } from './job-lines.tsx'
import { ListPlace } from './list-place.ts'
import { useViewColumns } from './use-view-columns.ts'

const tableId = 'accounts'

/** Most of what these need (calendar, timeline, board) the list itself does not: they come when first opened. */
const AccountPeek = lazy(() => import('./account-peek.tsx').then((module) => ({ default: module.AccountPeek })))
const AccountKanban = lazy(() => import('./account-kanban.tsx').then((module) => ({ default: module.AccountKanban })))

/** The customer list 客户列表: table or kanban, views, filters, bulk work. */
export function AccountsPage() {
  const { t, i18n } = useTranslation('accounts')
  const may = useMay()
  const go = useNavigate()
  const narrow = useNarrow()
  const [place, setPlace] = useAddress(ListPlace)
  const columns = useAccountColumns()
  const views = useAccountViews(place, setPlace)
  const { shown, show } = views
  const query = useMemo(
    () => ({ search: shown.search, filter: shown.filter, sort: shown.sort }),
    [shown.search, shown.filter, shown.sort],
  )
  const source = useRows(listKey(query), fetchAccounts(query, true))
  const selection = useSelection(JSON.stringify([shown.search, shown.filter]), 'gathered')
  const jobs = useJobLines()
  const { controlled, layout, shown: onScreen } = useViewColumns(tableId, place.view, views.columns, columns)
  const fields = useFilterFields(shown.filter)
  // Stays once opened, so that it can slide away.
  const peeked = useRef(false)
  peeked.current ||= place.peek !== undefined
  const search = useRef<InputRef>(null)
  useHotkeys([
    { keys: 'f', label: t('keys.find'), group: t('title'), run: () => search.current?.focus() },
    ...(may('accounts', 'create')
      ? [{ keys: 'n', label: t('new'), group: t('title'), run: () => go({ to: '/accounts/new' }) }]
      : []),
  ])
  const total =
    source.total === undefined
      ? undefined
      : `${source.total.toLocaleString(i18n.language)}${source.totalIsFloor ? '+' : ''}`
  const selected = { search: query.search || undefined, filter: query.filter }
  const narrowed = query.search !== '' || query.filter !== undefined
  return (
    <div className="q-page">
      <PageHeader
        title={t('title')}
        aside={total && t('total', { figure: total })}
        actions={
          may('accounts', 'create') && (
            <Link to="/accounts/new">
              <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
                {t('new')}
              </Button>
            </Link>
          )
        }
      />
      <SavedViews {...views.bar(onScreen)} />
      <div className="q-toolbar account-toolbar">
        <ListSearch ref={search} value={shown.search} onChange={(text) => show({ search: text })} />
        <FilterBuilder fields={fields} value={shown.filter} onChange={(filter) => show({ filter })} />
        <span className="q-toolbar-end">
          <Segmented
            aria-label={t('layout.label')}
            value={shown.layout}
            onChange={(value) => show({ layout: value })}
            options={[
              { value: 'table' as const, icon: <BarsOutlined />, title: t('layout.table') },
              { value: 'kanban' as const, icon: <AppstoreOutlined />, title: t('layout.kanban') },
            ]}
          />
          {shown.layout === 'table' && !narrow && <ColumnChooser layout={layout} />}
          <BulkActions kind="export" selection={selected} layout={layout} sort={shown.sort} onJob={jobs.add} />
        </span>
      </div>
      <SelectionBar selection={selection} total={source.total} totalIsFloor={source.totalIsFloor}>
        <BulkActions
          kind="selected"
          selection={selected}
          chosen={selection}
          layout={layout}
          sort={shown.sort}
          onJob={jobs.add}
        />
      </SelectionBar>
      <JobLines jobs={jobs} />
      {shown.layout === 'kanban' ? (
        <Suspense>
          <AccountKanban query={query} onOpen={(row) => setPlace({ peek: row.id })} />
        </Suspense>
      ) : (
        <DataTable<AccountRow>
          id={tableId}
          label={t('title')}
          columns={columns}
          {...controlled}
          source={source}
          rowId={(row) => row.id}
          sort={shown.sort}
          onSort={(sort) => show({ sort })}
          sortsByMany
          selection={may('accounts', 'change') || may('accounts', 'export') ? selection : undefined}
          peekId={place.peek}
          onPeek={(row) => setPlace({ peek: row?.id })}
          onOpen={(row) => go({ to: `/accounts/${row.id}` })}
          empty={narrowed ? <NothingFound onClear={() => show({ filter: undefined, search: '' })} /> : <NoAccounts />}
        />
      )}
      {peeked.current && (
        <Suspense>
          <AccountPeek id={place.peek} onClose={() => setPlace({ peek: undefined })} />
        </Suspense>
      )}
    </div>
  )
}

function ListSearch({
  ref,
  value,
  onChange,
}: {
  ref: React.Ref<InputRef>
  value: string
  onChange: (text: string) => void
}) {
  const { t } = useTranslation('accounts')
  const [text, setText] = useSettledText(value, onChange)
  return (
    <Input
      ref={ref}
      className="account-search"
      allowClear
      prefix={<SearchOutlined />}
      value={text}
      maxLength={200}
      placeholder={t('searchPlaceholder')}
      aria-label={t('searchLabel')}
      onKeyDown={leaveField}
      onChange={(event) => setText(event.target.value)}
    />
  )
}

function NothingFound({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation('accounts')
  return (
    <Empty
      title={t('empty.found')}
      text={t('empty.foundText')}
      action={<Button onClick={onClear}>{t('empty.clear')}</Button>}
    />
  )
}

function NoAccounts() {
  const { t } = useTranslation('accounts')
  const may = useMay()
  return (
    <Empty
      title={t('empty.none')}
      text={t('empty.noneText')}
      action={
        <>
          {may('imports', 'create') && (
            <Link to="/imports">
              <Button type="primary">{t('empty.import')}</Button>
            </Link>
          )}
          {may('accounts', 'create') && (
            <Link to="/accounts/new">
              <Button>{t('new')}</Button>
            </Link>
          )}
        </>
      }
    />
  )
}
