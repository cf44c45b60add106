import { type Company, CompanyChange, changeCompany } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { App, ColorPicker } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { ChoiceField, Field, FormPage, TextField, useZodForm } from '../../../ui/form/index.ts'
import { useKit } from '../../../ui/index.ts'

const countries = [
  'CN',
  'HK',
  'MO',
  'TW',
  'SG',
  'MY',
  'TH',
  'VN',
  'ID',
  'JP',
  'KR',
  'IN',
  'AE',
  'DE',
  'NL',
  'GB',
  'FR',
  'US',
  'CA',
  'AU',
]
const currencies = [
  'CNY',
  'HKD',
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'SGD',
  'TWD',
  'KRW',
  'MYR',
  'THB',
  'VND',
  'IDR',
  'INR',
  'AED',
  'AUD',
  'CAD',
]

/** What this form shows of the company. */
export const named = ({ name, nameEn, accentColor, timeZone, currency, country }: Company) => ({
  name,
  nameEn,
  accentColor,
  timeZone,
  currency,
  country,
})

export function CompanyForm({ company }: { company: Company }) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const { message } = App.useApp()
  const client = useQueryClient()
  const names = useMemo(() => namesIn(locale), [locale])
  const form = useZodForm(CompanyChange, {
    initial: named(company),
    errorsOf: fieldErrors,
    submit: async (body) => {
      await call(changeCompany, { body, ifMatch: company.version })
      message.success(t('saved'))
      client.invalidateQueries({ queryKey: ['company'] })
      client.invalidateQueries({ queryKey: ['me'] })
    },
  })
  const disabled = !company.can.change
  return (
    <FormPage form={form} wide disabled={disabled || !form.changed}>
      <TextField form={form} name="name" label={t('company.name')} required disabled={disabled} />
      <TextField form={form} name="nameEn" label={t('company.nameEn')} disabled={disabled} />
      <ChoiceField
        form={form}
        name="timeZone"
        label={t('company.zone')}
        help={t('company.zoneHelp')}
        disabled={disabled}
        choices={zones()}
      />
      <ChoiceField
        form={form}
        name="currency"
        label={t('company.currency')}
        disabled={disabled}
        choices={currencies.map((value) => ({ value, label: `${value} ${names.currency.of(value)}` }))}
      />
      <ChoiceField
        form={form}
        name="country"
        label={t('company.country')}
        help={t('company.countryHelp')}
        disabled={disabled}
        choices={countries.map((value) => ({ value, label: names.region.of(value) ?? value }))}
      />
      <Field form={form} name="accentColor" label={t('company.accent')} help={t('company.accentHelp')}>
        {({ value, onChange }) => (
          <ColorPicker
            disabled={disabled}
            disabledAlpha
            showText
            value={value}
            onChangeComplete={(color) => onChange(color.toHexString().toLowerCase())}
          />
        )}
      </Field>
    </FormPage>
  )
}

function namesIn(locale: string) {
  return {
    currency: new Intl.DisplayNames(locale, { type: 'currency' }),
    region: new Intl.DisplayNames(locale, { type: 'region' }),
  }
}

/** The browser knows every zone of the world; how far it is from Greenwich now stands beside it. */
function zones() {
  return Intl.supportedValuesOf('timeZone').map((value) => {
    const offset = new Intl.DateTimeFormat('en', { timeZone: value, timeZoneName: 'longOffset' })
      .formatToParts()
      .find((part) => part.type === 'timeZoneName')
    return { value, label: `${value} (${offset?.value ?? ''})` }
  })
}
