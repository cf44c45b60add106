import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from '@ant-design/icons'
import { type CustomField, type CustomFieldSubject, changeCustomField, orderCustomFields } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Empty, PageHeader, useFailure, useKit, useUndo } from '../../../ui/index.ts'
import { customFieldsQuery } from '../administration.api.ts'
import { Frame } from '../frame.tsx'
import { FieldForm } from './field-form.tsx'

const Place = z.object({ subject: z.enum(['account', 'contact']).default('account') })

export function FieldsPage() {
  const { t } = useTranslation('administration')
  const may = useMay()
  const [{ subject }, setPlace] = useAddress(Place)
  const [editing, setEditing] = useState<CustomField | 'new' | undefined>(undefined)
  return (
    <Frame>
      <PageHeader
        title={t('fields.title')}
        text={t('fields.text')}
        actions={
          <>
            <Segmented<CustomFieldSubject>
              value={subject}
              onChange={(next) => setPlace({ subject: next })}
              options={(['account', 'contact'] as const).map((value) => ({
                value,
                label: t(`fields.subject.${value}`),
              }))}
            />
            {may('administration', 'create') && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
                {t('fields.new')}
              </Button>
            )}
          </>
        }
      />
      <div className="q-page-scroll">
        <FieldList subject={subject} onEdit={setEditing} onNew={() => setEditing('new')} />
      </div>
      {editing && (
        <FieldForm
          subject={subject}
          field={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Frame>
  )
}

interface FieldListProps {
  subject: CustomFieldSubject
  onEdit: (field: CustomField) => void
  onNew: () => void
}

function FieldList({ subject, onEdit, onNew }: FieldListProps) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const mayChange = useMay()('administration', 'change')
  const query = customFieldsQuery(subject)
  const { data: fields } = useQuery(query)
  const refresh = () => client.invalidateQueries({ queryKey: ['customField'] })
  const move = (at: number, step: number) => {
    const ids = fields?.map((field) => field.id) ?? []
    const [moved] = ids.splice(at, 1)
    if (moved) ids.splice(at + step, 0, moved)
    call(orderCustomFields, { body: { subject, ids } }).then(
      (next) => client.setQueryData(query.queryKey, next),
      failure,
    )
  }
  const setActive = async (field: CustomField, active: boolean) => {
    const saved = await call(changeCustomField, {
      params: { id: field.id },
      body: { active },
      ifMatch: field.version,
    }).catch(failure)
    await refresh()
    if (saved && !active)
      offerUndo({ done: t('fields.deactivated', { name: field.labelZh }), undo: () => setActive(saved, true) })
  }
  if (fields?.length === 0) {
    return (
      <div className="q-panel admin-center">
        <Empty
          title={t('fields.none')}
          text={t('fields.noneText')}
          action={<Button onClick={onNew}>{t('fields.new')}</Button>}
        />
      </div>
    )
  }
  return (
    <div className="q-panel">
      {fields?.map((field, index) => (
        <div key={field.id} className={field.active ? 'admin-field' : 'admin-field admin-inactive'}>
          <span className="admin-field-moves">
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined />}
              disabled={!mayChange || index === 0}
              aria-label={t('fields.up', { name: field.labelZh })}
              onClick={() => move(index, -1)}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowDownOutlined />}
              disabled={!mayChange || index === fields.length - 1}
              aria-label={t('fields.down', { name: field.labelZh })}
              onClick={() => move(index, 1)}
            />
          </span>
          <span className="admin-field-name">
            <strong>{locale === 'en' ? field.labelEn : field.labelZh}</strong>
            <small className="q-muted">{field.key}</small>
          </span>
          <span>{t(`fieldKind.${field.kind}`)}</span>
          <span>{t(`category.${field.category}`, { ns: 'ui' })}</span>
          <span className="q-muted">{field.required && t('fields.required')}</span>
          <span className="admin-field-acts">
            <Button size="small" disabled={!mayChange} onClick={() => onEdit(field)}>
              {t('fields.edit')}
            </Button>
            <Button size="small" type="text" disabled={!mayChange} onClick={() => setActive(field, !field.active)}>
              {t(field.active ? 'fields.deactivate' : 'fields.activate')}
            </Button>
          </span>
        </div>
      ))}
    </div>
  )
}
