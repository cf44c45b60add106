import { changeUser, NewUser, readUser, type UserRow } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Skeleton, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { fieldErrors, isConflict } from '../../../app/problem.ts'
import { FormPage, useZodForm } from '../../../ui/form/index.ts'
import { DiffMerge, Peek } from '../../../ui/index.ts'
import { EffectiveRightsView } from './effective-rights.tsx'
import { PersonFields } from './person-fields.tsx'
import { UserActions } from './user-actions.tsx'
import { UserStateBadge } from './user-state.tsx'

export function UserPeek({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('administration')
  const { data: user } = useQuery({
    queryKey: ['user', id],
    queryFn: ({ signal }) => call(readUser, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
  })
  const title = user && (
    <span className="admin-person">
      {user.name} <UserStateBadge state={user.state} />
    </span>
  )
  return (
    <Peek open={id !== undefined} onClose={onClose} title={title} width={600}>
      {user ? (
        <Tabs
          key={user.id}
          items={[
            { key: 'person', label: t('users.person'), children: <PersonTab key={user.version} user={user} /> },
            {
              key: 'rights',
              label: t('rights.title'),
              children: <EffectiveRightsView userId={user.id} severalRoles={user.roles.length > 1} />,
            },
            { key: 'access', label: t('users.access'), children: <UserActions user={user} /> },
          ]}
        />
      ) : (
        <Skeleton active />
      )}
    </Peek>
  )
}

const valuesOf = (user: UserRow): NewUser => ({
  name: user.name,
  email: user.email,
  locale: user.locale,
  roleIds: user.roles.map((role) => role.id),
  teamIds: user.teams.map((team) => team.id),
})

function PersonTab({ user }: { user: UserRow }) {
  const { t } = useTranslation('administration')
  const client = useQueryClient()
  const [theirs, setTheirs] = useState<UserRow | undefined>(undefined)
  const save = async (body: NewUser, version: number) => {
    const saved = await call(changeUser, { params: { id: user.id }, body, ifMatch: version })
    client.setQueryData(['user', user.id], saved)
    client.invalidateQueries({ queryKey: ['user'] })
    setTheirs(undefined)
  }
  const form = useZodForm(NewUser, {
    initial: valuesOf(user),
    errorsOf: fieldErrors,
    submit: async (values) => {
      try {
        await save(values, user.version)
      } catch (error) {
        if (!isConflict(error)) throw error
        setTheirs((error.more.current as UserRow | undefined) ?? (await call(readUser, { params: { id: user.id } })))
      }
    },
  })
  return (
    <>
      <FormPage form={form} disabled={!user.can.change || !form.changed} guard={false}>
        <PersonFields form={form} />
      </FormPage>
      {theirs && (
        <DiffMerge
          base={valuesOf(user)}
          mine={form.values as NewUser}
          theirs={valuesOf(theirs)}
          fields={(['name', 'email', 'locale', 'roleIds', 'teamIds'] as const).map((name) => ({
            name,
            label: t(`merge.${name}`),
          }))}
          onCancel={() => setTheirs(undefined)}
          onSettle={(result) => save(result, theirs.version)}
        />
      )}
    </>
  )
}
