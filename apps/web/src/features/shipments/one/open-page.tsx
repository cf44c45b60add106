import { openShipment, ShipmentDraft, ShipmentMode } from '@quayside/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { ChoiceField, Field, FormPage, NumberField, TextField, useZodForm } from '../../../ui/form/index.ts'
import { DayPicker, PageHeader, RemoteSelect } from '../../../ui/index.ts'
import { findAccounts } from '../list/shipment-filters.tsx'
import '../shipments.css'

const Typed = ShipmentDraft.pick({
  accountId: true,
  mode: true,
  carrier: true,
  origin: true,
  destination: true,
  promisedOn: true,
  packages: true,
  goods: true,
}).extend({
  reference: z.string().trim().max(100).optional(),
})
const Place = z.object({ accountId: z.uuid().optional() })

/** Opens a shipment that no order brought. */
export function OpenPage() {
  const { t } = useTranslation('shipments')
  const go = useNavigate()
  const [{ accountId }] = useAddress(Place)
  const [account, setAccount] = useState<{ value: string; label: string } | undefined>(undefined)
  const form = useZodForm(Typed, {
    initial: { mode: 'road', ...(accountId ? { accountId } : {}) },
    submit: async ({ reference, ...draft }) => {
      const references = reference ? [{ kind: 'customer' as const, value: reference }] : []
      const { id } = await call(openShipment, { body: { ...draft, references } })
      go({ to: `/shipments/${id}` })
    },
    errorsOf: fieldErrors,
  })
  return (
    <div className="q-page">
      <PageHeader trail={<Link to="/shipments">{t('title')}</Link>} title={t('open.title')} text={t('open.about')} />
      <div className="q-page-scroll">
        <FormPage form={form} wide guard={false} submitLabel={t('open.save')} onCancel={() => go({ to: '/shipments' })}>
          <Field form={form} name="accountId" label={t('field.account')} required>
            {({ onChange }) => (
              <RemoteSelect
                queryKey={['search', 'picker']}
                find={findAccounts}
                value={account}
                label={t('field.account')}
                placeholder={t('field.account')}
                onChange={(option) => {
                  setAccount(option)
                  onChange(option?.value)
                }}
              />
            )}
          </Field>
          <ChoiceField
            form={form}
            name="mode"
            label={t('field.mode')}
            required
            choices={ShipmentMode.options.map((value) => ({ value, label: t(`mode.${value}`) }))}
          />
          <TextField form={form} name="origin" label={t('field.origin')} />
          <TextField form={form} name="destination" label={t('field.destination')} />
          <TextField form={form} name="carrier" label={t('field.carrier')} />
          <TextField form={form} name="reference" label={t('reference.customer')} />
          <Field form={form} name="promisedOn" label={t('field.promisedOn')}>
            {({ id, value, onChange, onBlur }) => (
              <DayPicker
                id={id}
                value={value ? dayjs(value) : null}
                onBlur={onBlur}
                onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : undefined)}
              />
            )}
          </Field>
          <NumberField form={form} name="packages" label={t('field.packages')} />
          <TextField form={form} name="goods" label={t('field.goods')} />
        </FormPage>
      </div>
    </div>
  )
}
