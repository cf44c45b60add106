import { UserAddOutlined } from '@ant-design/icons'
import { listUsers, UserQuery, type UserRow, UserState } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import {
  Avatar,
  type Column,
  DataTable,
  Empty,
  PageHeader,
  useKit,
  useRows,
  useSettled,
  When,
} from '../../../ui/index.ts'
import { rolesQuery, teamsQuery } from '../administration.api.ts'
import { Frame } from '../frame.tsx'
import { roleName } from '../role-name.ts'
import { InviteUser } from './invite-user.tsx'
import { UserPeek } from './user-peek.tsx'
import { UserStateBadge } from './user-state.tsx'

const Place = z.object({
  search: z.string().optional(),
  state: UserState.optional(),
  roleId: z.string().optional(),
  teamId: z.string().optional(),
  sort: z.string().optional(),
  peek: z.string().optional(),
  invite: z.boolean().optional(),
})

/** `-lastSeenAt` of the table as the server takes it. */
function orderOf(sort: string | undefined) {
  const known = UserQuery.shape.sort.safeParse(sort?.replace(/^-/, ''))
  return known.success && sort
    ? { sort: known.data, direction: sort.startsWith('-') ? ('desc' as const) : ('asc' as const) }
    : {}
}

export function UsersPage() {
  const { t } = useTranslation('administration')
  const may = useMay()
  const [place, setPlace] = useAddress(Place)
  const { search, state, roleId, teamId, sort } = place
  const [text, setText] = useState(search ?? '')
  const wanted = useSettled(text.trim(), 200)
  const query = { search: wanted || undefined, state, roleId, teamId, ...orderOf(sort) }
  const source = useRows<UserRow>(['user', 'list', query], (cursor, signal) =>
    call(listUsers, { query: { ...query, cursor, limit: 100 }, signal }),
  )
  const columns = useUserColumns()
  return (
    <Frame>
      <PageHeader
        title={t('users.title')}
        aside={source.total}
        actions={
          may('administration', 'create') && (
            <Button type="primary" icon={<UserAddOutlined />} onClick={() => setPlace({ invite: true })}>
              {t('users.invite')}
            </Button>
          )
        }
      />
      <div className="q-toolbar">
        <Input.Search
          className="admin-search"
          allowClear
          value={text}
          placeholder={t('users.search')}
          aria-label={t('users.search')}
          onChange={(event) => setText(event.target.value)}
        />
        <UserFilters state={state} roleId={roleId} teamId={teamId} onChange={setPlace} />
      </div>
      <DataTable
        id="users"
        label={t('users.title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={sort ?? 'name'}
        onSort={(next) => setPlace({ sort: next })}
        peekId={place.peek}
        onPeek={(row) => setPlace({ peek: row?.id })}
        empty={<Empty title={t('users.none')} text={t('users.noneText')} />}
      />
      <UserPeek id={place.peek} onClose={() => setPlace({ peek: undefined })} />
      {place.invite && <InviteUser onClose={() => setPlace({ invite: undefined })} />}
    </Frame>
  )
}

interface UserFiltersProps {
  state: UserState | undefined
  roleId: string | undefined
  teamId: string | undefined
  onChange: (change: { state?: UserState; roleId?: string; teamId?: string }) => void
}

function UserFilters({ state, roleId, teamId, onChange }: UserFiltersProps) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const { data: roles = [] } = useQuery(rolesQuery)
  const { data: teams = [] } = useQuery(teamsQuery)
  return (
    <>
      <Select
        allowClear
        className="admin-filter"
        placeholder={t('users.state')}
        aria-label={t('users.state')}
        value={state}
        options={UserState.options.map((value) => ({ value, label: t(`userState.${value}`) }))}
        onChange={(value) => onChange({ state: value ?? undefined })}
      />
      <Select
        allowClear
        className="admin-filter"
        placeholder={t('users.role')}
        aria-label={t('users.role')}
        value={roleId}
        options={roles.map((role) => ({ value: role.id, label: roleName(role, locale) }))}
        onChange={(value) => onChange({ roleId: value ?? undefined })}
      />
      <Select
        allowClear
        className="admin-filter"
        placeholder={t('users.team')}
        aria-label={t('users.team')}
        value={teamId}
        options={teams.map((team) => ({ value: team.id, label: team.name }))}
        onChange={(value) => onChange({ teamId: value ?? undefined })}
      />
    </>
  )
}

function useUserColumns(): Column<UserRow>[] {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  return useMemo<Column<UserRow>[]>(
    () => [
      {
        id: 'name',
        title: t('users.name'),
        width: 190,
        fixed: true,
        sort: true,
        card: 'title',
        cell: (user) => (
          <span className="admin-person">
            <Avatar name={user.name} size={24} /> {user.name}
          </span>
        ),
      },
      { id: 'email', title: t('users.email'), width: 240, sort: true, cell: (user) => user.email },
      {
        id: 'roles',
        title: t('users.roles'),
        width: 180,
        cell: (user) => user.roles.map((role) => roleName(role, locale)).join(t('comma')),
      },
      {
        id: 'teams',
        title: t('users.teams'),
        width: 180,
        cell: (user) => user.teams.map((team) => team.name).join(t('comma')) || '–',
      },
      {
        id: 'state',
        title: t('users.state'),
        width: 110,
        card: 'aside',
        cell: (user) => <UserStateBadge state={user.state} />,
      },
      {
        id: 'twoFactor',
        title: t('users.twoFactor'),
        width: 110,
        cell: (user) => t(user.twoFactorEnabled ? 'users.on' : 'users.off'),
      },
      {
        id: 'lastSeenAt',
        title: t('users.lastSeen'),
        width: 130,
        sort: true,
        cell: (user) => <When at={user.lastSeenAt} />,
      },
      {
        id: 'createdAt',
        title: t('users.created'),
        width: 130,
        sort: true,
        hidden: true,
        card: 'none',
        cell: (user) => <When at={user.createdAt} as="day" />,
      },
    ],
    [t, locale],
  )
}
