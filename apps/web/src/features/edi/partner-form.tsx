import { type EdiPartner, EdiPartnerKind, EdiWritten } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { RemoteSelect } from '../../ui/index.ts'
import { NumberInput } from '../../ui/number-input.tsx'
import { CodesEditor } from './codes-editor.tsx'
import { colleaguesQuery, findAccounts } from './edi.api.ts'
import { IdentitiesEditor } from './identities-editor.tsx'
import { Labelled } from './labelled.tsx'
import { OverridesEditor } from './overrides-editor.tsx'
import { fieldsOf, freshPartner, type PartnerFields, type PartnerSettings } from './partner-fields.ts'

interface PartnerFormProps {
  partner: EdiPartner | undefined
  /** What is known of a new one. */
  begun?: Partial<PartnerFields>
  saving: boolean
  /** Absent: to be looked at. */
  onSave: ((fields: PartnerFields) => void) | undefined
}

/** Everything that is agreed with a partner. */
export function PartnerForm({ partner, begun, saving, onSave }: PartnerFormProps) {
  const { t } = useTranslation('edi')
  const [fields, setFields] = useState<PartnerFields>(partner ? fieldsOf(partner) : { ...freshPartner, ...begun })
  const [fits, setFits] = useState(true)
  const set = (change: Partial<PartnerFields>) => setFields((before) => ({ ...before, ...change }))
  const settings = fields.settings ?? {}
  const setSettings = (change: Partial<PartnerSettings>) =>
    setFields((before) => ({ ...before, settings: { ...before.settings, ...change } }))
  const codes = fields.codes ?? []
  const names = useMemo(
    () => new Map(partner?.codes.map((one) => [one.accountId ?? '', one.accountName ?? ''])),
    [partner],
  )
  const missing = missingOf(fields)
  return (
    <fieldset className="edi-form edi-partner" disabled={!onSave}>
      <WhoTheyAre partner={partner} fields={fields} set={set} />
      <Agreed settings={settings} fields={fields} setSettings={setSettings} />
      <div className="edi-wide">
        <IdentitiesEditor
          standard={fields.standard}
          value={fields.identities}
          onChange={(identities) => set({ identities })}
        />
        <CodesEditor value={codes} names={names} onChange={(next) => set({ codes: next })} />
        <OverridesEditor
          key={fields.standard}
          standard={fields.standard}
          value={settings.overrides ?? {}}
          onChange={(overrides) => setSettings({ overrides: overrides as PartnerSettings['overrides'] })}
          onFit={setFits}
        />
      </div>
      {onSave && (
        <div className="edi-save">
          <Button type="primary" disabled={missing.length > 0 || !fits} loading={saving} onClick={() => onSave(fields)}>
            {t('save')}
          </Button>
          {missing.length > 0 && (
            <span className="edi-hint">
              {t('missing', { fields: missing.map((one) => t(`field.${one}`)).join(', ') })}
            </span>
          )}
        </div>
      )}
    </fieldset>
  )
}

/** What must be there before it can be saved. */
function missingOf({ name, ourId, identities, codes = [] }: PartnerFields) {
  const missing: ('name' | 'ourId' | 'identifier' | 'theirCodes')[] = []
  if (name.trim() === '') missing.push('name')
  if (ourId.trim() === '') missing.push('ourId')
  if (identities.some(({ identifier }) => identifier.trim() === '')) missing.push('identifier')
  if (codes.some(({ code, accountId }) => code.trim() === '' || accountId === '')) missing.push('theirCodes')
  return missing
}

interface WhoProps {
  partner: EdiPartner | undefined
  fields: PartnerFields
  set: (change: Partial<PartnerFields>) => void
}

function WhoTheyAre({ partner, fields, set }: WhoProps) {
  const { t } = useTranslation('edi')
  const [accountName, setAccountName] = useState(partner?.account?.name ?? '')
  const settings = fields.settings ?? {}
  return (
    <>
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
            set({
              standard,
              settings: { ...settings, acknowledge: standard === 'x12' ? '997' : 'CONTRL', overrides: {} },
            })
          }
        />
      </Labelled>
      <Labelled label={t('field.ourId')}>
        <Input value={fields.ourId} maxLength={35} onChange={(event) => set({ ourId: event.target.value })} />
      </Labelled>
      <Labelled label={t('field.ourQualifier')}>
        <Input
          value={fields.ourQualifier ?? ''}
          maxLength={4}
          onChange={(event) => set({ ourQualifier: event.target.value })}
        />
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
      <ActsAs partner={partner} value={fields.actsAs} onChange={(actsAs) => set(actsAs ? { actsAs } : {})} />
      <div className="edi-checks">
        <Checkbox checked={fields.active ?? true} onChange={(event) => set({ active: event.target.checked })}>
          {t('field.active')}
        </Checkbox>
      </div>
    </>
  )
}

interface ActsAsProps {
  partner: EdiPartner | undefined
  value: string | undefined
  onChange: (id: string | undefined) => void
}

/** With whose rights their messages are taken; those of a colleague only an administrator lends. */
function ActsAs({ partner, value, onChange }: ActsAsProps) {
  const { t } = useTranslation('edi')
  const lends = useMay()('administration', 'change')
  const { data = [] } = useQuery({ ...colleaguesQuery, enabled: lends })
  const known = partner && !data.some(({ id }) => id === partner.actsAs.id) ? [partner.actsAs] : []
  const options = [...known, ...data.filter(({ active }) => active)].map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Labelled label={t('field.actsAs')}>
      <Select
        disabled={!lends}
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        placeholder={t('actsAsYou')}
        options={options}
        onChange={onChange}
      />
    </Labelled>
  )
}

interface AgreedProps {
  fields: PartnerFields
  settings: PartnerSettings
  setSettings: (change: Partial<PartnerSettings>) => void
}

function Agreed({ fields, settings, setSettings }: AgreedProps) {
  const { t } = useTranslation('edi')
  const x12 = fields.standard === 'x12'
  const kinds = x12 ? (['997', '999', 'none'] as const) : (['CONTRL', 'none'] as const)
  const flags = x12 ? (['ta1', 'lineBreaks', 'test'] as const) : (['lineBreaks', 'test'] as const)
  return (
    <>
      <Labelled label={t('field.acknowledge')}>
        <Select
          value={settings.acknowledge ?? '997'}
          options={kinds.map((value) => ({ value, label: t(`acknowledge.${value}`) }))}
          onChange={(acknowledge) => setSettings({ acknowledge })}
        />
      </Labelled>
      <Labelled label={t('field.dueHours')}>
        <NumberInput
          min={1}
          max={720}
          value={settings.dueHours ?? null}
          onChange={(dueHours) => setSettings({ dueHours })}
        />
      </Labelled>
      <Labelled label={t('field.writes')}>
        <Select
          mode="multiple"
          value={settings.writes ?? []}
          options={EdiWritten.options
            .filter((value) => /^\d/.test(value) === x12)
            .map((value) => ({ value, label: `${value} ${t(`type.${value}`, { defaultValue: '' })}` }))}
          onChange={(writes) => setSettings({ writes })}
        />
      </Labelled>
      <Labelled label={t('field.release')}>
        <Input
          value={settings.release ?? ''}
          maxLength={20}
          placeholder={x12 ? '004010' : 'D:96A:UN'}
          onChange={(event) => setSettings({ release: event.target.value.replace(/[^\w:.]/g, '') })}
        />
      </Labelled>
      <Labelled label={t('field.currency')}>
        <Input
          value={settings.currency ?? ''}
          maxLength={3}
          onChange={(event) => setSettings({ currency: event.target.value.toUpperCase() })}
        />
      </Labelled>
      <div className="edi-checks">
        {flags.map((flag) => (
          <Checkbox
            key={flag}
            checked={settings[flag] ?? false}
            onChange={(event) => setSettings({ [flag]: event.target.checked })}
          >
            {t(`field.${flag}`)}
          </Checkbox>
        ))}
      </div>
    </>
  )
}
