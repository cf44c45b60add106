import { useQuery } from '@tanstack/react-query'
import { Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { colleaguesQuery, type Target, teamsQuery } from './imports.api.ts'
import type { OtherOptions } from './mapping-draft.ts'

interface ImportOptionsPanelProps {
  target: Target
  options: OtherOptions
  onChange: (options: OtherOptions) => void
}

/** How values are read, what happens to what exists, and whose the new customers are. */
export function ImportOptionsPanel({ target, options, onChange }: ImportOptionsPanelProps) {
  const { t } = useTranslation('imports')
  const set = (part: Partial<OtherOptions>) => onChange({ ...options, ...part })
  // Orders to be carried out are of customers who are there, in the currency of each.
  const customersToo = target !== 'serviceOrders'
  return (
    <section className="q-panel" aria-label={t('options.title')}>
      <div className="q-panel-head">
        <h2>{t('options.title')}</h2>
      </div>
      <div className="q-panel-body import-options">
        {customersToo && <Existing target={target} options={options} set={set} />}
        <Line label={t('options.dateOrder')} hint={t('options.dateOrderText')}>
          <Select
            aria-label={t('options.dateOrder')}
            value={options.dateOrder ?? ('auto' as const)}
            onChange={(value: 'auto' | 'ymd' | 'mdy' | 'dmy') => set({ dateOrder: value === 'auto' ? null : value })}
            options={(['auto', 'ymd', 'mdy', 'dmy'] as const).map((value) => ({
              value,
              label: t(`options.dateOrderChoice.${value}`),
            }))}
          />
        </Line>
        <Line label={t('options.decimal')}>
          <Select
            aria-label={t('options.decimal')}
            value={options.decimal}
            onChange={(decimal) => set({ decimal })}
            options={[
              { value: '.' as const, label: '1,234.56' },
              { value: ',' as const, label: '1.234,56' },
            ]}
          />
        </Line>
        {customersToo && (
          <>
            <Line label={t('options.currency')} hint={t('options.currencyText')}>
              <Input
                aria-label={t('options.currency')}
                value={options.currency}
                maxLength={3}
                className="import-currency"
                status={/^[A-Z]{3}$/.test(options.currency) ? undefined : 'error'}
                onChange={(event) => set({ currency: event.target.value.toUpperCase() })}
              />
            </Line>
            <Belonging options={options} set={set} />
          </>
        )}
      </div>
    </section>
  )
}

interface ExistingProps {
  target: Target
  options: OtherOptions
  set: (part: Partial<OtherOptions>) => void
}

function Existing({ target, options, set }: ExistingProps) {
  const { t } = useTranslation('imports')
  return (
    <>
      <Line label={t('options.existing')} hint={t(`options.existingText.${options.existing}`)}>
        <Radio.Group
          value={options.existing}
          onChange={(event) => set({ existing: event.target.value })}
          options={(['update', 'skip', 'refuse'] as const).map((value) => ({
            value,
            label: t(`options.existingChoice.${value}`),
          }))}
        />
      </Line>
      <Line
        label={t('options.duplicates')}
        hint={
          target === 'customersAndOrders'
            ? t('options.duplicatesOrders')
            : t(`options.duplicatesText.${options.duplicates}`)
        }
      >
        <Radio.Group
          value={options.duplicates}
          onChange={(event) => set({ duplicates: event.target.value })}
          options={(['report', 'skip', 'create'] as const).map((value) => ({
            value,
            label: t(`options.duplicatesChoice.${value}`),
          }))}
        />
      </Line>
    </>
  )
}

function Belonging({ options, set }: { options: OtherOptions; set: (part: Partial<OtherOptions>) => void }) {
  const { t } = useTranslation('imports')
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const { data: teams = [] } = useQuery(teamsQuery)
  const search = { optionFilterProp: 'label' }
  return (
    <>
      <Line label={t('options.owner')}>
        <Select
          allowClear
          showSearch={search}
          aria-label={t('options.owner')}
          placeholder={t('options.ownerNone')}
          value={options.ownerId ?? undefined}
          onChange={(ownerId?: string) => set({ ownerId: ownerId ?? null })}
          options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Line>
      <Line label={t('options.team')}>
        <Select
          allowClear
          showSearch={search}
          aria-label={t('options.team')}
          placeholder={t('options.teamNone')}
          value={options.teamId ?? undefined}
          onChange={(teamId?: string) => set({ teamId: teamId ?? null })}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Line>
      <Line label={t('options.tags')}>
        <Select
          mode="tags"
          aria-label={t('options.tags')}
          placeholder={t('options.tagsNone')}
          maxCount={20}
          open={false}
          suffixIcon={null}
          tokenSeparators={[',', '，', '、']}
          value={options.tags}
          onChange={(tags: string[]) => set({ tags: tags.map((tag) => tag.slice(0, 100)) })}
        />
      </Line>
    </>
  )
}

function Line({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="import-option">
      <span className="import-option-label">{label}</span>
      <div>
        {children}
        {hint && <small className="q-muted">{hint}</small>}
      </div>
    </div>
  )
}
