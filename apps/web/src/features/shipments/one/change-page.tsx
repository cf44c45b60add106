import { changeShipment, type Shipment, ShipmentChange, ShipmentMode } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { ErrorPage } from '../../../app/error-page.tsx'
import { fieldErrors } from '../../../app/problem.ts'
import {
  ChoiceField,
  Field,
  FormPage,
  NumberField,
  TextField,
  useZodForm,
  type ZodForm,
} from '../../../ui/form/index.ts'
import { DayPicker, MomentPicker, PageHeader } from '../../../ui/index.ts'
import { shipmentQuery } from '../shipments.api.ts'
import { LegsField, ReferencesField } from './leg-fields.tsx'
import '../shipments.css'

/** Route, carrier, times, goods, references and legs of one shipment. */
export function ChangePage() {
  const { t } = useTranslation('shipments')
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: shipment, error } = useQuery(shipmentQuery(id))
  if (error && !shipment) return <ErrorPage error={error} />
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to={`/shipments/${id}`}>{shipment?.number ?? t('one')}</Link>}
        title={t('change.title')}
      />
      <div className="q-page-scroll">
        {shipment ? <ChangeForm key={shipment.id} shipment={shipment} /> : <Skeleton active />}
      </div>
    </div>
  )
}

type Form = ZodForm<typeof ShipmentChange>

function ChangeForm({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('shipments')
  const go = useNavigate()
  const client = useQueryClient()
  const back = () => go({ to: `/shipments/${shipment.id}` })
  const form = useZodForm(ShipmentChange, {
    initial: initialOf(shipment),
    submit: async (typed) => {
      await call(changeShipment, { params: { id: shipment.id }, ifMatch: shipment.version, body: typed })
      await client.invalidateQueries({ queryKey: ['shipment'] })
      // What was saved is not left behind.
      setTimeout(back)
    },
    errorsOf: fieldErrors,
  })
  return (
    <FormPage form={form} wide onCancel={back} submitLabel={t('change.save')}>
      <ChoiceField
        form={form}
        name="mode"
        label={t('field.mode')}
        required
        choices={ShipmentMode.options.map((value) => ({ value, label: t(`mode.${value}`) }))}
      />
      <TextField form={form} name="carrier" label={t('field.carrier')} maxLength={100} emptyAs={null} />
      <TextField form={form} name="origin" label={t('field.origin')} maxLength={200} emptyAs={null} />
      <TextField form={form} name="originUnlocode" label={t('change.originUnlocode')} maxLength={5} emptyAs={null} />
      <TextField form={form} name="destination" label={t('field.destination')} maxLength={200} emptyAs={null} />
      <TextField
        form={form}
        name="destinationUnlocode"
        label={t('change.destinationUnlocode')}
        maxLength={5}
        emptyAs={null}
      />
      <DayField form={form} name="promisedOn" label={t('field.promisedOn')} />
      <MomentField form={form} name="plannedPickupAt" label={t('change.plannedPickupAt')} />
      <MomentField form={form} name="plannedDeliveryAt" label={t('change.plannedDeliveryAt')} />
      <NumberField form={form} name="packages" label={t('field.packages')} min={0} />
      <NumberField form={form} name="deliveredPackages" label={t('change.deliveredPackages')} min={0} />
      <NumberField form={form} name="weightG" label={t('change.weight')} scale={1000} suffix="kg" min={0} />
      <NumberField form={form} name="volumeCm3" label={t('change.volume')} scale={1_000_000} suffix="m³" min={0} />
      <TextField form={form} name="goods" label={t('field.goods')} maxLength={500} emptyAs={null} />
      <ReferencesField value={form.values.references ?? []} onChange={(next) => form.set('references', next)} />
      <LegsField value={form.values.legs ?? []} onChange={(next) => form.set('legs', next)} />
    </FormPage>
  )
}

function initialOf(shipment: Shipment): ShipmentChange {
  const { mode, carrier, origin, originUnlocode, destination, destinationUnlocode, promisedOn } = shipment
  const { plannedPickupAt, plannedDeliveryAt, packages, deliveredPackages, weightG, volumeCm3, goods } = shipment
  return {
    ...{ mode, carrier, origin, originUnlocode, destination, destinationUnlocode, promisedOn },
    ...{ plannedPickupAt, plannedDeliveryAt, packages, deliveredPackages, weightG, volumeCm3, goods },
    references: shipment.references,
    legs: shipment.legs.map(({ id: _, sequence: __, ...leg }) => leg),
  }
}

function DayField({ form, name, label }: { form: Form; name: 'promisedOn'; label: string }) {
  return (
    <Field form={form} name={name} label={label}>
      {({ id, value, onChange, onBlur }) => (
        <DayPicker
          id={id}
          value={value ? dayjs(value) : null}
          onBlur={onBlur}
          onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
        />
      )}
    </Field>
  )
}

function MomentField({
  form,
  name,
  label,
}: {
  form: Form
  name: 'plannedPickupAt' | 'plannedDeliveryAt'
  label: string
}) {
  return (
    <Field form={form} name={name} label={label}>
      {({ id, value, onChange, onBlur }) => <MomentPicker id={id} value={value} onBlur={onBlur} onChange={onChange} />}
    </Field>
  )
}
