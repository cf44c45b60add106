import { addTariffVersion, type Tariff, type TariffRateRow } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { App, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { ErrorPage } from '../../app/error-page.tsx'
import { onceKey } from '../../app/once.ts'
import { fieldErrors } from '../../app/problem.ts'
import { Field, FormPage, useZodForm } from '../../ui/form/index.ts'
import { PageHeader, useHotkeys } from '../../ui/index.ts'
import { CardUpload } from './card-upload.tsx'
import { allRates, tariffQuery } from './pricing.api.ts'
import { RatesEditor } from './rates-editor.tsx'
import { termsOf, VersionForm, type VersionValues } from './tariff-form.ts'
import { TermsFields } from './terms-fields.tsx'
import './pricing.css'

export function NewVersionPage() {
  const { t } = useTranslation('pricing')
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: tariff, error } = useQuery(tariffQuery(id))
  const no = tariff?.no
  const rates = useQuery({
    queryKey: ['tariff', id, 'all-rates', no],
    queryFn: ({ signal }) => allRates(id, no ?? 1, signal),
    enabled: no !== undefined,
  })
  const failed = error ?? rates.error
  if (failed) return <ErrorPage error={failed} />
  return (
    <div className="q-page">
      <PageHeader trail={<Link to={`/prices/${id}`}>{tariff?.name ?? t('one')}</Link>} title={t('newVersion')} />
      <div className="q-page-scroll">
        {tariff && rates.data ? <VersionFormView tariff={tariff} rates={rates.data} /> : <Skeleton active />}
      </div>
    </div>
  )
}

function VersionFormView({ tariff, rates }: { tariff: Tariff; rates: readonly TariffRateRow[] }) {
  const { t } = useTranslation('pricing')
  const go = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [once] = useState(onceKey)
  const [saved, setSaved] = useState(false)
  useEffect(() => {
    if (saved) go({ to: `/prices/${tariff.id}` })
  }, [saved, tariff.id, go])
  const former = tariff.versions.find(({ no }) => no === tariff.no) as Tariff['versions'][number]
  const form = useZodForm(VersionForm, {
    initial: termsOf(former, rates),
    errorsOf: (error) =>
      Object.fromEntries(Object.entries(fieldErrors(error)).map(([path, told]) => [path.split('.')[0] ?? '', told])),
    submit: async (body) => {
      await call(addTariffVersion, { params: { id: tariff.id }, body, once })
      client.invalidateQueries({ queryKey: ['tariff'] })
      message.success(t('versionAdded'))
      setSaved(true)
    },
  })
  useHotkeys([{ keys: 'mod+Enter', label: t('create'), group: t('title'), whileTyping: true, run: () => form.send() }])
  return (
    <FormPage
      form={form}
      wide
      guard={!saved}
      submitLabel={t('addVersion')}
      onCancel={() => go({ to: `/prices/${tariff.id}` })}
    >
      <p className="q-muted tariff-wide">{t('help.newVersion', { figure: former.no })}</p>
      <TermsFields form={form as never} />
      <fieldset className="tariff-group">
        <legend>{t('field.rates')}</legend>
        <div className="tariff-wide">
          <CardUpload
            onTake={({ rates: taken, sourceFile, currency }) =>
              form.setAll({ ...form.values, rates: taken, sourceFile, ...(currency === null ? {} : { currency }) })
            }
          />
          <Field form={form} name="rates" label={t('ratesTyped', { figure: form.values.rates?.length ?? 0 })}>
            {({ value, onChange }) => (
              <RatesEditor value={(value ?? []) as VersionValues['rates']} onChange={(next) => onChange(next)} />
            )}
          </Field>
        </div>
      </fieldset>
    </FormPage>
  )
}
