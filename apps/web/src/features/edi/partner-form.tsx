import { type BodyOf, type createEdiPartner, type EdiPartner, EdiPartnerKind, EdiWritten } from '@quayside/contract'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { cloneElement, type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RemoteSelect } from '../../ui/index.ts'
import { findAccounts } from './edi.api.ts'

export type PartnerFields = BodyOf<typeof createEdiPartner>

interface PartnerFormProps {
  partner: EdiPartner | undefined
  saving: boolean
  /** Absent: to be looked at. */
  onSave: ((fields: PartnerFields) => void) | undefined
}

const fresh: PartnerFields = {
  name: '',
  kind: 'customer',
  accountId: null,
  standard: 'x12',
  ourQualifier: '',
  ourId: '',
  active: true,
  settings: { acknowledge: '997', dueHours: 24, writes: [] },
  identities: [{ level: 'interchange', qualifier: '', identifier: '' }],
  codes: [],
}

const fieldsOf = ({ account, actsAs, codes, ...partner }: EdiPartner): PartnerFields => ({
  name: partner.name,
  kind: partner.kind,
  accountId: account?.id ?? null,
  standard: partner.standard,
  ourQualifier: partner.ourQualifier,
  ourId: partner.ourId,
  actsAs: actsAs.id,
  active: partner.active,
  settings: partner.settings,
  identities: partner.identities,
  codes: codes.map(({ accountName: _, ...code }) => code),
})

export function PartnerForm({ partner, saving, onSave }: PartnerFormProps) {
  const { t } = useTranslation('edi')
  const [fields, setFields] = useState<PartnerFields>(partner ? fieldsOf(partner) : fresh)
  const [accountName, setAccountName] = useState(partner?.account?.name ?? '')
  const set = (change: Partial<PartnerFields>) => setFields({ ...fields, ...change })
  const settings = fields.settings ?? {}
  const setSettings = (change: Partial<NonNullable<PartnerFields['settings']>>) =>
    set({ settings: { ...settings, ...change } })
  const [identity = { level: 'interchange' as const, qualifier: '', identifier: '' }, ...others] = fields.identities
  const isWhole = fields.name.trim() !== '' && fields.ourId.trim() !== '' && identity.identifier.trim() !== ''
  return (
    <fieldset className="edi-form edi-partner" disabled={!onSave}>
      <Labelled label={t('field.name')}>
        <Input value={fields.name} maxLength={200} onChange={(event) => set({ name: event.target.value })} />
      </Labelled>
      <Labelled label={t('field.kind')}>
        <Select
          value={fields.kind}
          options={EdiPartnerKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(kind) => set({ kind })}
        />
      </Labelled>
      <Labelled label={t('field.standard')}>
        <Select
          value={fields.standard}
          options={[
            { value: 'x12', label: 'X12' },
            { value: 'edifact', label: 'EDIFACT' },
          ]}
          onChange={(standard) =>
            set({ standard, settings: { ...settings, acknowledge: standard === 'x12' ? '997' : 'CONTRL' } })
          }
        />
      </Labelled>
      <Labelled label={t('field.identifier')}>
        <Input
          value={identity.identifier}
          maxLength={35}
          onChange={(event) => set({ identities: [{ ...identity, identifier: event.target.value }, ...others] })}
        />
      </Labelled>
      <Labelled label={t('field.qualifier')}>
        <Input
          value={identity.qualifier ?? ''}
          maxLength={4}
          onChange={(event) => set({ identities: [{ ...identity, qualifier: event.target.value }, ...others] })}
        />
      </Labelled>
      <Labelled label={t('field.ourId')}>
        <Input value={fields.ourId} maxLength={35} onChange={(event) => set({ ourId: event.target.value })} />
      </Labelled>
      <Labelled label={t('field.placesFor')}>
        <RemoteSelect
          queryKey={['search', 'picker']}
          find={findAccounts}
          value={fields.accountId ? { value: fields.accountId, label: accountName } : undefined}
          label={t('field.placesFor')}
          placeholder={t('placesForAny')}
          onChange={(option) => {
            setAccountName(option?.label ?? '')
            set({ accountId: option?.value ?? null })
          }}
        />
      </Labelled>
      <Labelled label={t('field.acknowledge')}>
        <Select
          value={settings.acknowledge ?? '997'}
          options={(['997', '999', 'CONTRL', 'none'] as const).map((value) => ({
            value,
            label: t(`acknowledge.${value}`),
          }))}
          onChange={(acknowledge) => setSettings({ acknowledge })}
        />
      </Labelled>
      <Labelled label={t('field.writes')}>
        <Select
          mode="multiple"
          value={settings.writes ?? []}
          options={EdiWritten.options.map((value) => ({
            value,
            label: `${value} ${t(`type.${value}`, { defaultValue: '' })}`,
          }))}
          onChange={(writes) => setSettings({ writes })}
        />
      </Labelled>
      <Labelled label={t('field.dueHours')}>
        <InputNumber
          min={1}
          max={720}
          value={settings.dueHours ?? null}
          onChange={(dueHours) => setSettings({ dueHours })}
        />
      </Labelled>
      <Labelled label={t('field.currency')}>
        <Input
          value={settings.currency ?? ''}
          maxLength={3}
          onChange={(event) => setSettings({ currency: event.target.value.toUpperCase() })}
        />
      </Labelled>
      {partner && (
        <Labelled label={t('field.actsAs')}>
          <Input value={partner.actsAs.name} readOnly />
        </Labelled>
      )}
      <Checkbox checked={settings.test ?? false} onChange={(event) => setSettings({ test: event.target.checked })}>
        {t('field.test')}
      </Checkbox>
      <Checkbox checked={fields.active ?? true} onChange={(event) => set({ active: event.target.checked })}>
        {t('field.active')}
      </Checkbox>
      {onSave && (
        <Button className="edi-save" type="primary" disabled={!isWhole} loading={saving} onClick={() => onSave(fields)}>
          {t('save')}
        </Button>
      )}
    </fieldset>
  )
}

function Labelled({ label, children }: { label: string; children: ReactElement<{ 'aria-label'?: string }> }) {
  return (
    <div className="edi-labelled">
      <span aria-hidden>{label}</span>
      {cloneElement(children, { 'aria-label': label })}
    </div>
  )
}
