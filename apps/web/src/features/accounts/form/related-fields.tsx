import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../ui/form/index.ts'
import { type RemoteOption, RemoteSelect } from '../../../ui/index.ts'
import { colleaguesQuery, findAccounts, teamsQuery } from '../accounts.api.ts'
import type { FormFieldProps } from './form-field-props.ts'

export function PersonField({ form, field, disabled }: FormFieldProps & { field: 'ownerId' | 'teamId' }) {
  const { t } = useTranslation('accounts')
  const { data: colleagues } = useQuery(colleaguesQuery)
  const { data: teams } = useQuery(teamsQuery)
  const options =
    field === 'ownerId'
      ? colleagues?.filter((one) => one.active).map((one) => ({ value: one.id, label: one.name }))
      : teams?.map((team) => ({ value: team.id, label: team.name }))
  return (
    <Field form={form} name={field} label={t(`field.${field}`)}>
      {({ onChange, value, ...bound }) => (
        <Select<string>
          {...bound}
          className="q-field-wide"
          allowClear
          disabled={disabled}
          showSearch={{ optionFilterProp: 'label' }}
          value={value ?? undefined}
          options={options}
          onChange={(next) => onChange(next ?? null)}
        />
      )}
    </Field>
  )
}

export function ParentField({ form, disabled, parentName }: FormFieldProps) {
  const { t } = useTranslation('accounts')
  const [picked, setPicked] = useState<RemoteOption | undefined>(undefined)
  return (
    <Field form={form} name="parentId" label={t('field.parentId')}>
      {({ id, value, onChange, onBlur, status }) => (
        <RemoteSelect
          id={id}
          status={status}
          onBlur={onBlur}
          disabled={disabled}
          queryKey={['search', 'picker']}
          find={findAccounts}
          value={value ? (picked?.value === value ? picked : { value, label: parentName ?? value }) : undefined}
          placeholder={t('form.parentPlaceholder')}
          onChange={(option) => {
            setPicked(option)
            onChange(option?.value ?? null)
          }}
        />
      )}
    </Field>
  )
}
