import {
  listColleagues,
  listTeams,
  moneyMeasures,
  ServiceKind,
  shareMeasures,
  type Target,
  TargetMeasure,
  TargetScope,
  TargetSpan,
  TargetValues,
  Tier,
} from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { ChoiceField, Field, FormPage, NumberField, TextField, useZodForm } from '../../../ui/form/index.ts'

interface TargetFormProps {
  /** undefined: a new one; of one that is set only the value changes. */
  target: Target | undefined
  year: number
  currency: string
  save: (values: TargetValues) => Promise<void>
  onCancel: () => void
}

export function TargetForm({ target, year, currency, save, onCancel }: TargetFormProps) {
  const { t } = useTranslation('targets')
  const form = useZodForm(TargetValues, {
    initial: target
      ? {
          measure: target.measure,
          scope: target.scope,
          of: target.of,
          span: target.span,
          startsOn: target.startsOn,
          currency: target.currency,
          valueE4: target.valueE4,
        }
      : { measure: 'revenue', scope: 'company', of: null, span: 'year', startsOn: `${year}-01-01`, currency },
    errorsOf: fieldErrors,
    submit: save,
  })
  const { measure = 'revenue', scope = 'company', span = 'year' } = form.values
  const fixed = target !== undefined
  // A field that another one decides moves with it.
  const moving = {
    ...form,
    set: ((name: string, value: unknown) => {
      const next = { ...form.values, [name]: value }
      if (name === 'measure')
        next.currency = moneyMeasures.has(value as TargetMeasure) ? (form.values.currency ?? currency) : null
      if (name === 'measure') next.valueE4 = undefined
      if (name === 'scope') next.of = null
      if (name === 'span' && value === 'year')
        next.startsOn = `${(form.values.startsOn ?? `${year}`).slice(0, 4)}-01-01`
      form.setAll(next)
    }) as typeof form.set,
  }
  const choices = <T extends string>(values: readonly T[], label: (value: T) => string) =>
    values.map((value) => ({ value, label: label(value) }))
  const isMoney = moneyMeasures.has(measure)
  const isShare = shareMeasures.has(measure)
  return (
    <FormPage form={form} onCancel={onCancel} guard={false}>
      <ChoiceField
        form={moving}
        name="measure"
        label={t('field.measure')}
        help={t(`define.${measure}`)}
        disabled={fixed}
        choices={choices(TargetMeasure.options, (value) => t(`measure.${value}`))}
      />
      <ChoiceField
        form={moving}
        name="scope"
        label={t('field.scope')}
        disabled={fixed}
        choices={choices(TargetScope.options, (value) => t(`scope.${value}`))}
      />
      {scope !== 'company' && <OfField form={form} scope={scope} disabled={fixed} />}
      <ChoiceField
        form={moving}
        name="span"
        label={t('field.span')}
        disabled={fixed}
        choices={choices(TargetSpan.options, (value) => t(`span.${value}`))}
      />
      <Field form={form} name="startsOn" label={t(`span.${span}`)} required>
        {({ id, value, onChange, onBlur, status }) => (
          <DatePicker
            id={id}
            className="q-field-wide"
            picker={span}
            allowClear={false}
            disabled={fixed}
            status={status}
            value={value ? dayjs(value) : null}
            onBlur={onBlur}
            onChange={(day) => onChange(day?.startOf(span).format('YYYY-MM-DD'))}
          />
        )}
      </Field>
      <NumberField
        form={form}
        name="valueE4"
        label={t('field.value')}
        help={t(isMoney ? 'field.valueMoney' : isShare ? 'field.valueShare' : 'field.valueRatio')}
        scale={isShare ? 100 : 10_000}
        suffix={isShare ? '%' : undefined}
        min={0}
        max={isShare ? 100 : undefined}
        required
      />
      {isMoney && (
        <TextField form={form} name="currency" label={t('field.currency')} maxLength={3} disabled={fixed} required />
      )}
    </FormPage>
  )
}

interface OfFieldProps {
  form: ReturnType<typeof useZodForm<typeof TargetValues>>
  scope: Exclude<TargetScope, 'company'>
  disabled: boolean
}

function OfField({ form, scope, disabled }: OfFieldProps) {
  const { t } = useTranslation('targets')
  const { t: word } = useTranslation('insight')
  const { data: people = [] } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => call(listColleagues, { signal }),
    staleTime: 60_000,
  })
  const { data: teams = [] } = useQuery({
    queryKey: ['teams'],
    queryFn: ({ signal }) => call(listTeams, { signal }),
    staleTime: 60_000,
  })
  const named = (all: readonly { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }))
  const choices = {
    service: ServiceKind.options.map((value) => ({ value, label: word(`service.${value}`) })),
    tier: Tier.options.map((value) => ({ value, label: t('ofTier', { tier: value }) })),
    owner: named(people),
    team: named(teams),
  }[scope]
  return (
    <ChoiceField form={form} name="of" label={t(`scope.${scope}`)} choices={choices} disabled={disabled} required />
  )
}
