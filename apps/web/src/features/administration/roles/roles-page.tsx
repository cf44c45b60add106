import { PlusOutlined } from '@ant-design/icons'
import { Action, Category, deleteRole, Module, type Rights, type Role, type Scope } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Empty, PageHeader, useFailure, useKit } from '../../../ui/index.ts'
import { rolesQuery } from '../administration.api.ts'
import { Frame } from '../frame.tsx'
import { roleName } from '../role-name.ts'
import { RoleForm } from './role-form.tsx'

const Place = z.object({ role: z.string().optional() })

function same<Key extends string, Value>(keys: readonly Key[], value: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>
}

/** A new role may do nothing until somebody says otherwise. */
const noRights: Rights = {
  modules: same(Module.options, () => same(Action.options, (): Scope => 'none')),
  categories: same(Category.options, () => ({ read: false, write: false, export: false })),
}

export function RolesPage() {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const may = useMay()
  const [place, setPlace] = useAddress(Place)
  const { data: roles } = useQuery(rolesQuery)
  const chosen = roles?.find((role) => role.id === place.role) ?? (place.role === 'new' ? undefined : roles?.[0])
  return (
    <Frame>
      <PageHeader
        title={t('roles.title')}
        text={t('roles.text')}
        actions={
          may('administration', 'create') && (
            <Button icon={<PlusOutlined />} onClick={() => setPlace({ role: 'new' })}>
              {t('roles.new')}
            </Button>
          )
        }
      />
      <div className="q-page-scroll admin-split">
        <nav className="q-panel admin-list" aria-label={t('roles.title')}>
          {roles?.map((role) => (
            <button
              key={role.id}
              type="button"
              className={role.id === chosen?.id ? 'admin-list-row admin-list-active' : 'admin-list-row'}
              aria-current={role.id === chosen?.id}
              onClick={() => setPlace({ role: role.id })}
            >
              <span>{roleName(role, locale)}</span>
              <small className="q-muted">{t('roles.users', { figure: role.users })}</small>
            </button>
          ))}
        </nav>
        <section className="q-panel q-panel-body admin-detail">
          {!roles && <Skeleton active />}
          {chosen && (
            <RoleForm
              key={`${chosen.id}.${chosen.version}`}
              of={chosen}
              tools={chosen.can.delete && <RemoveRole of={chosen} onDone={() => setPlace({ role: undefined })} />}
            />
          )}
          {place.role === 'new' && (
            <RoleForm
              key="new"
              of={undefined}
              start={{ nameZh: '', nameEn: '', rights: noRights }}
              onMade={(role) => setPlace({ role: role.id })}
            />
          )}
          {roles?.length === 0 && place.role !== 'new' && <Empty title={t('roles.none')} />}
        </section>
      </div>
    </Frame>
  )
}

function RemoveRole({ of: role, onDone }: { of: Role; onDone: () => void }) {
  const { t } = useTranslation('administration')
  const client = useQueryClient()
  const failure = useFailure()
  const remove = () =>
    call(deleteRole, { params: { id: role.id } }).then(() => {
      client.invalidateQueries({ queryKey: ['role'] })
      onDone()
    }, failure)
  return (
    <Popconfirm title={t('roles.removeSure')} onConfirm={remove} okText={t('access.yes')} cancelText={t('access.no')}>
      <Button danger>{t('roles.remove')}</Button>
    </Popconfirm>
  )
}
