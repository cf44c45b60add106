import { changeRole, createRole, NewRole, type Role } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { fieldErrors, isConflict } from '../../../app/problem.ts'
import { FormPage, TextField, useZodForm } from '../../../ui/form/index.ts'
import { DiffMerge } from '../../../ui/index.ts'
import { rolesQuery } from '../administration.api.ts'
import { RightsMatrix } from './rights-matrix.tsx'

interface RoleFormProps {
  of: Role | undefined
  start?: NewRole
  tools?: ReactNode
  onMade?: (role: Role) => void
}

const valuesOf = ({ nameZh, nameEn, rights }: NewRole): NewRole => ({ nameZh, nameEn, rights })

export function RoleForm({ of: role, start, tools, onMade }: RoleFormProps) {
  const { t } = useTranslation('administration')
  const { message } = App.useApp()
  const client = useQueryClient()
  const [theirs, setTheirs] = useState<Role | undefined>(undefined)
  const initial = role ? valuesOf(role) : start
  const save = async (body: NewRole, version: number | undefined) => {
    const saved =
      role && version !== undefined
        ? await call(changeRole, { params: { id: role.id }, body, ifMatch: version })
        : await call(createRole, { body })
    setTheirs(undefined)
    message.success(t('saved'))
    await client.invalidateQueries({ queryKey: ['role'] })
    onMade?.(saved)
  }
  const form = useZodForm(NewRole, {
    initial: initial ?? {},
    errorsOf: fieldErrors,
    submit: async (values) => {
      try {
        await save(values, role?.version)
      } catch (error) {
        if (!role || !isConflict(error)) throw error
        const now = await client.fetchQuery({ ...rolesQuery, staleTime: 0 })
        setTheirs(now.find((one) => one.id === role.id))
      }
    },
  })
  const mayChange = role?.can.change ?? true
  return (
    <>
      {!mayChange && role?.code === 'administrator' && <p className="q-muted">{t('roles.fixed')}</p>}
      <FormPage form={form} wide disabled={!mayChange || !form.changed}>
        <TextField form={form} name="nameZh" label={t('roles.nameZh')} required disabled={!mayChange} />
        <TextField form={form} name="nameEn" label={t('roles.nameEn')} required disabled={!mayChange} />
        <div className="admin-wide">
          {form.values.rights && (
            <RightsMatrix
              rights={form.values.rights}
              onChange={(rights) => form.set('rights', rights)}
              disabled={!mayChange}
            />
          )}
        </div>
      </FormPage>
      {tools && <div className="admin-tools">{tools}</div>}
      {theirs && initial && (
        <DiffMerge
          base={initial}
          mine={form.values as NewRole}
          theirs={valuesOf(theirs)}
          fields={(['nameZh', 'nameEn', 'rights'] as const).map((name) => ({ name, label: t(`merge.${name}`) }))}
          show={(name, value) => (name === 'rights' ? t('merge.rightsShown') : String(value))}
          onCancel={() => setTheirs(undefined)}
          onSettle={(result) => save(result, theirs.version)}
        />
      )}
    </>
  )
}
