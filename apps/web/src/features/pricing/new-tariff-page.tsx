import { createTariff, TariffKind } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { App } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { call } from '../../app/api.ts'
import { onceKey } from '../../app/once.ts'
import { fieldErrors } from '../../app/problem.ts'
import { useMe } from '../../app/session.ts'
import { ChoiceField, Field, FormPage, TextField, useZodForm } from '../../ui/form/index.ts'
import { PageHeader, type RemoteOption, RemoteSelect, useFailure, useHotkeys } from '../../ui/index.ts'
import { CardUpload } from './card-upload.tsx'
import { type CheckedCard, findAccounts } from './pricing.api.ts'
import { RatesEditor } from './rates-editor.tsx'
import { newTerms, TariffForm, type VersionValues } from './tariff-form.ts'
import { TermsFields } from './terms-fields.tsx'
import './pricing.css'

const Place = z.object({
  kind: TariffKind.optional(),
  accountId: z.uuid().optional(),
  accountName: z.string().max(200).optional(),
})

/** `first.rates.0.rate` and `rates` alike are about the rates. */
const flat = (error: unknown) =>
  Object.fromEntries(
    Object.entries(fieldErrors(error)).map(([path, message]) => [
      path.replace(/^first\./, '').split('.')[0] ?? '',
      message,
    ]),
  )

export function NewTariffPage() {
  const { t } = useTranslation('pricing')
  const { company } = useMe()
  const go = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const failure = useFailure()
  const [place] = useAddress(Place)
  const [once] = useState(onceKey)
  const [account, setAccount] = useState<RemoteOption | undefined>(
    place.accountId ? { value: place.accountId, label: place.accountName ?? t('field.account') } : undefined,
  )
  const [madeId, setMadeId] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (madeId !== undefined) go({ to: madeId ? `/prices/${madeId}` : '/prices' })
  }, [madeId, go])
  const make = ({ kind, accountId, carrier, code, name, ...first }: z.output<typeof TariffForm>, key: string) =>
    call(createTariff, { body: { kind, accountId, carrier, code, name, first }, once: key })
  const form = useZodForm(TariffForm, {
    initial: {
      kind: place.kind ?? 'agreement',
      accountId: place.accountId ?? null,
      carrier: null,
      code: '',
      name: '',
      ...newTerms(company.currency),
    },
    errorsOf: flat,
    submit: async (values) => {
      const made = await make(values, once)
      client.invalidateQueries({ queryKey: ['tariff'] })
      message.success(t('made', { name: made.name }))
      setMadeId(made.id)
    },
  })
  const takeAll = async (card: CheckedCard) => {
    try {
      for (const [at, one] of card.cards.entries()) {
        const suffix = one.carrier ?? String(at + 1)
        await make(
          {
            ...(TariffForm.parse({ ...form.values, code: 'x', name: 'x', rates: one.rates, carrier: null }) as z.output<
              typeof TariffForm
            >),
            kind: 'carrier',
            accountId: null,
            carrier: suffix,
            code: [form.values.code, suffix].filter(Boolean).join('-').slice(0, 60),
            name: [form.values.name, suffix].filter(Boolean).join(' ').slice(0, 200),
            currency: one.currency ?? form.values.currency ?? company.currency,
            sourceFile: card.fileName,
          },
          `${once}-${at}`,
        )
      }
      client.invalidateQueries({ queryKey: ['tariff'] })
      message.success(t('madeAll', { figure: card.cards.length }))
      setMadeId('')
    } catch (error) {
      failure(error as Error)
    }
  }
  useHotkeys([{ keys: 'mod+Enter', label: t('create'), group: t('title'), whileTyping: true, run: () => form.send() }])
  const carrierKind = form.values.kind === 'carrier'
  return (
    <div className="q-page">
      <PageHeader trail={<Link to="/prices">{t('title')}</Link>} title={t('new')} />
      <div className="q-page-scroll">
        <FormPage
          form={form}
          wide
          guard={madeId === undefined}
          submitLabel={t('create')}
          onCancel={() => go({ to: '/prices' })}
        >
          <fieldset className="tariff-group">
            <legend>{t('what')}</legend>
            <ChoiceField
              form={form}
              name="kind"
              label={t('field.kind')}
              choices={TariffKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
            {carrierKind ? (
              <TextField
                form={form}
                name="carrier"
                label={t('field.carrier')}
                maxLength={100}
                emptyAs={null}
                required
              />
            ) : (
              <Field form={form} name="accountId" label={t('field.account')} help={t('help.account')}>
                {({ id, onChange }) => (
                  <RemoteSelect
                    id={id}
                    queryKey={['search', 'picker']}
                    find={findAccounts}
                    value={account}
                    label={t('field.account')}
                    placeholder={t('everybody')}
                    onChange={(option) => {
                      setAccount(option)
                      onChange(option?.value ?? null)
                    }}
                  />
                )}
              </Field>
            )}
            <TextField form={form} name="code" label={t('field.code')} maxLength={60} required />
            <TextField form={form} name="name" label={t('field.name')} maxLength={200} required />
          </fieldset>
          <TermsFields form={form as never} />
          <fieldset className="tariff-group">
            <legend>{t('field.rates')}</legend>
            <div className="tariff-wide">
              <CardUpload
                onTake={({ rates, sourceFile, carrier, currency }) =>
                  form.setAll({
                    ...form.values,
                    rates,
                    sourceFile,
                    ...(carrier === null ? {} : { kind: 'carrier' as const, carrier, accountId: null }),
                    ...(currency === null ? {} : { currency }),
                  })
                }
                onTakeAll={takeAll}
              />
              <Field form={form} name="rates" label={t('ratesTyped', { figure: form.values.rates?.length ?? 0 })}>
                {({ value, onChange }) => (
                  <RatesEditor value={(value ?? []) as VersionValues['rates']} onChange={(next) => onChange(next)} />
                )}
              </Field>
            </div>
          </fieldset>
        </FormPage>
      </div>
    </div>
  )
}
