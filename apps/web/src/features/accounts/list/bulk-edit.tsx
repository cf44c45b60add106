import { type AccountSelection, AccountState, type BodyOf, CreditGrade, changeManyAccounts } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Input, Modal, Rate, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { colleaguesQuery, teamsQuery } from '../accounts.api.ts'
import type { JobLine } from './job-lines.tsx'

type Change = BodyOf<typeof changeManyAccounts>['change']

interface BulkEditProps {
  selection: AccountSelection
  onClose: () => void
  onJob: (line: JobLine) => void
}

/** Changes the same thing on many customers; whatever is left empty stays as it is. */
export function BulkEdit({ selection, onClose, onJob }: BulkEditProps) {
  const { t } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const [change, setChange] = useState<Change>({})
  const start = useMutation({
    mutationFn: () => call(changeManyAccounts, { body: { selection, change } }),
    onSuccess: ({ jobId }) => onJob({ id: jobId, kind: 'change', title: t('bulk.title') }),
  })
  const set = (part: Change) => setChange((before) => compact({ ...before, ...part }))
  return (
    <Modal
      open
      width={520}
      title={t('bulk.edit')}
      onCancel={onClose}
      onOk={() => start.mutate()}
      okText={t('bulk.apply')}
      cancelText={ui('cancel')}
      okButtonProps={{ disabled: Object.keys(change).length === 0, loading: start.isPending }}
    >
      <p className="q-muted">{t('bulk.note')}</p>
      <BulkFields change={change} set={set} />
      {start.error && <Alert type="error" showIcon title={start.error.message} />}
    </Modal>
  )
}

function BulkFields({ change, set }: { change: Change; set: (part: Change) => void }) {
  const { t } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const may = useMay()
  const { data: colleagues } = useQuery(colleaguesQuery)
  const { data: teams } = useQuery(teamsQuery)
  const search = { optionFilterProp: 'label' }
  return (
    <div className="account-bulk">
      <Line label={t('field.owner')}>
        <Select
          allowClear
          showSearch={search}
          aria-label={t('field.owner')}
          placeholder={t('bulk.keep')}
          value={change.ownerId ?? undefined}
          options={colleagues?.filter((one) => one.active).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(ownerId) => set({ ownerId })}
        />
      </Line>
      <Line label={t('field.team')}>
        <Select
          allowClear
          showSearch={search}
          aria-label={t('field.team')}
          placeholder={t('bulk.keep')}
          value={change.teamId ?? undefined}
          options={teams?.map((team) => ({ value: team.id, label: team.name }))}
          onChange={(teamId) => set({ teamId })}
        />
      </Line>
      <Line label={t('field.state')}>
        <Select
          allowClear
          aria-label={t('field.state')}
          placeholder={t('bulk.keep')}
          value={change.state}
          options={AccountState.options.map((state) => ({ value: state, label: ui(`state.${state}`) }))}
          onChange={(state) => set({ state })}
        />
      </Line>
      {(['addTags', 'removeTags'] as const).map((name) => (
        <Line key={name} label={t(`bulk.${name}`)}>
          <Select
            mode="tags"
            aria-label={t(`bulk.${name}`)}
            placeholder={t('bulk.keep')}
            value={change[name] ?? []}
            onChange={(tags) => set({ [name]: tags })}
          />
        </Line>
      ))}
      <Line label={t('field.industry')}>
        <Input
          allowClear
          aria-label={t('field.industry')}
          placeholder={t('bulk.keep')}
          maxLength={100}
          value={change.industry ?? ''}
          onChange={(event) => set({ industry: event.target.value || undefined })}
        />
      </Line>
      {may.write('finance') && (
        <Line label={t('field.creditGrade')}>
          <Select
            allowClear
            aria-label={t('field.creditGrade')}
            placeholder={t('bulk.keep')}
            value={change.creditGrade}
            options={CreditGrade.options.map((grade) => ({ value: grade, label: grade }))}
            onChange={(creditGrade) => set({ creditGrade })}
          />
        </Line>
      )}
      {may.write('behaviour') && (
        <Line label={t('field.potential')}>
          <Rate
            className="account-stars"
            value={change.potential ?? 0}
            onChange={(potential) => set({ potential: potential || undefined })}
          />
        </Line>
      )}
    </div>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="account-bulk-line">
      <span>{label}</span>
      {children}
    </div>
  )
}

const compact = (change: Change): Change =>
  Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )
