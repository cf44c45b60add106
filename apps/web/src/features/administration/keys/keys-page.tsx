import { ApiKeyQuery, ApiKeyState, type HeldApiKey, listApiKeys } from '@quayside/contract'
import { Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { Avatar, type Column, DataTable, Empty, PageHeader, useRows, useSettled, When } from '../../../ui/index.ts'
import { Frame } from '../frame.tsx'
import { KeyPeek } from './key-peek.tsx'
import { useReach } from './use-reach.ts'

const Place = z.object({
  search: z.string().optional(),
  state: ApiKeyState.optional(),
  sort: z.string().optional(),
  peek: z.string().optional(),
})

/** `-lastUsedAt` of the table as the server takes it. */
function orderOf(sort: string) {
  const known = ApiKeyQuery.shape.sort.safeParse(sort.replace(/^-/, ''))
  return known.success
    ? { sort: known.data, direction: sort.startsWith('-') ? ('desc' as const) : ('asc' as const) }
    : {}
}

/** Every key of everybody: which programs come in, in whose name, and which nobody needs any more. */
export function KeysPage() {
  const { t } = useTranslation('administration')
  const [place, setPlace] = useAddress(Place)
  const { search, state, sort = '-createdAt' } = place
  const [text, setText] = useState(search ?? '')
  const wanted = useSettled(text.trim(), 200)
  const query = { search: wanted || undefined, state, ...orderOf(sort) }
  const source = useRows<HeldApiKey>(['apiKey', 'list', query], (cursor, signal) =>
    call(listApiKeys, { query: { ...query, cursor, limit: 100 }, signal }),
  )
  const columns = useKeyColumns()
  return (
    <Frame>
      <PageHeader title={t('keys.title')} aside={source.total} text={t('keys.text')} />
      <div className="q-toolbar">
        <Input.Search
          className="admin-search"
          allowClear
          value={text}
          placeholder={t('keys.search')}
          aria-label={t('keys.search')}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          allowClear
          className="admin-filter"
          placeholder={t('keys.state')}
          aria-label={t('keys.state')}
          value={state}
          options={ApiKeyState.options.map((value) => ({ value, label: t(`keyState.${value}`) }))}
          onChange={(value) => setPlace({ state: value ?? undefined })}
        />
      </div>
      <DataTable
        id="api-keys"
        label={t('keys.title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={sort}
        onSort={(next) => setPlace({ sort: next })}
        peekId={place.peek}
        onPeek={(row) => setPlace({ peek: row?.id })}
        empty={<Empty title={t('keys.none')} text={t('keys.noneText')} />}
      />
      <KeyPeek held={source.rows.find((row) => row.id === place.peek)} onClose={() => setPlace({ peek: undefined })} />
    </Frame>
  )
}

function useKeyColumns(): Column<HeldApiKey>[] {
  const { t } = useTranslation('administration')
  const reachOf = useReach()
  return useMemo<Column<HeldApiKey>[]>(
    () => [
      {
        id: 'name',
        title: t('keys.name'),
        width: 200,
        fixed: true,
        sort: true,
        card: 'title',
        cell: (key) => key.name,
      },
      {
        id: 'owner',
        title: t('keys.owner'),
        width: 170,
        cell: ({ owner }) => (
          <span className="admin-person">
            <Avatar name={owner.name} size={24} /> {owner.name}
          </span>
        ),
      },
      { id: 'start', title: t('keys.start'), width: 110, card: 'none', cell: (key) => <code>{key.start}…</code> },
      { id: 'reach', title: t('keys.reach'), width: 230, cell: reachOf },
      {
        id: 'lastUsedAt',
        title: t('keys.lastUsed'),
        width: 130,
        sort: true,
        card: 'aside',
        cell: (key) => (key.lastUsedAt ? <When at={key.lastUsedAt} /> : t('keys.never')),
      },
      {
        id: 'createdAt',
        title: t('keys.made'),
        width: 120,
        sort: true,
        cell: (key) => <When at={key.createdAt} as="day" />,
      },
      {
        id: 'expiresAt',
        title: t('keys.expires'),
        width: 150,
        sort: true,
        cell: (key) => (
          <span className={key.expired ? 'admin-state admin-state-deactivated' : undefined}>
            {key.expiresAt ? <When at={key.expiresAt} as="day" /> : t('keys.neverExpires')}
            {key.expired && ` · ${t('keyState.expired')}`}
          </span>
        ),
      },
    ],
    [t, reachOf],
  )
}
