import type { Surcharge } from '@quayside/contract'
import { Surcharge as SurchargeShape } from '@quayside/contract'
import { Button, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { Field, type Form, NumberField, SwitchField, TextField } from '../../ui/form/index.ts'
import { DayPicker } from '../../ui/index.ts'
import type { VersionValues } from './tariff-form.ts'

/** Terms of a version: when, in which money, how weights are taken, what comes on top. */
export function TermsFields({ form }: { form: Form<VersionValues> }) {
  const { t } = useTranslation('pricing')
  return (
    <fieldset className="tariff-group">
      <legend>{t('terms')}</legend>
      {(['validFrom', 'validTo'] as const).map((name) => (
        <Field key={name} form={form} name={name} label={t(`field.${name}`)} required={name === 'validFrom'}>
          {({ value, onChange, ...bound }) => (
            <DayPicker
              {...bound}
              className="q-field-wide"
              value={value ? dayjs(value) : null}
              onChange={(day) =>
                onChange((day?.format('YYYY-MM-DD') ?? (name === 'validTo' ? null : undefined)) as never)
              }
            />
          )}
        </Field>
      ))}
      <TextField form={form} name="currency" label={t('field.currency')} maxLength={3} required />
      <NumberField form={form} name="priority" label={t('field.priority')} help={t('help.priority')} />
      <NumberField
        form={form}
        name="minimumE4"
        scale={10_000}
        min={0}
        label={t('field.minimum')}
        suffix={form.values.currency ?? ''}
      />
      <NumberField
        form={form}
        name="dimensionalCm3PerKg"
        min={1}
        label={t('field.dimensional')}
        help={t('help.dimensional')}
        suffix="cm³/kg"
      />
      <NumberField
        form={form}
        name="weightStepG"
        scale={1_000}
        min={0.001}
        label={t('field.weightStep')}
        help={t('help.weightStep')}
        suffix="kg"
      />
      <SwitchField form={form} name="nextBreak" label={t('field.nextBreak')} help={t('help.nextBreak')} />
      <div className="tariff-wide">
        <Field form={form} name="surcharges" label={t('surcharges')}>
          {({ value, onChange }) => <Surcharges value={value ?? []} onChange={(next) => onChange(next)} />}
        </Field>
      </div>
      <div className="tariff-wide">
        <TextField form={form} name="note" label={t('field.note')} rows={2} maxLength={2000} />
      </div>
    </fieldset>
  )
}

const kinds = SurchargeShape.shape.kind.options
const bases = SurchargeShape.shape.basis.options

function Surcharges({ value, onChange }: { value: readonly Surcharge[]; onChange: (next: Surcharge[]) => void }) {
  const { t } = useTranslation('pricing')
  const set = (at: number, change: Partial<Surcharge>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...change } : one)))
  return (
    <div className="tariff-surcharges">
      {[...value.entries()].map(([at, surcharge]) => (
        <div key={at} className="tariff-surcharge">
          <Select
            aria-label={t('field.kind')}
            value={surcharge.kind}
            options={kinds.map((kind) => ({ value: kind, label: t(`surcharge.${kind}`) }))}
            onChange={(kind) => set(at, { kind })}
          />
          <Input
            aria-label={t('field.value')}
            inputMode="decimal"
            value={surcharge.value}
            maxLength={16}
            status={/^\d{1,9}(\.\d{1,6})?$/.test(surcharge.value) ? undefined : 'error'}
            onChange={(event) => set(at, { value: event.target.value.trim() })}
          />
          <Select
            aria-label={t('field.basis')}
            value={surcharge.basis}
            options={bases.map((basis) => ({ value: basis, label: t(`surchargeBasis.${basis}`) }))}
            onChange={(basis) => set(at, { basis })}
          />
          <Button type="text" onClick={() => onChange(value.filter((_, index) => index !== at))}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button
        size="small"
        disabled={value.length >= 20}
        onClick={() => onChange([...value, { kind: 'fuel', basis: 'percent', value: '10' }])}
      >
        {t('addSurcharge')}
      </Button>
    </div>
  )
}
