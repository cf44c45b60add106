import type { PriceQueryInput, ServiceKind } from '@quayside/contract'
import { ServiceKind as Services } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayPicker, type RemoteOption, RemoteSelect, useSettled } from '../../ui/index.ts'
import { NumberInput } from '../../ui/number-input.tsx'
import { AnsweredPrice } from './price-steps.tsx'
import { findAccounts, priceQuery } from './pricing.api.ts'

interface Asked {
  of: 'customer' | 'carrier'
  account?: RemoteOption | undefined
  carrier: string
  service: ServiceKind | null
  level: string
  origin: string
  destination: string
  on: string
  weightKg: number | null
  volumeM3: number | null
  packages: number | null
  dangerousGoods: boolean
  temperatureControlled: boolean
}

/** Typed in kilograms and cubic metres. */
function enquiryOf(asked: Asked): PriceQueryInput | undefined {
  if (asked.origin.trim() === '' || asked.destination.trim() === '') return undefined
  const { of, account, carrier, weightKg, volumeM3, level } = asked
  return {
    accountId: of === 'customer' ? (account?.value ?? null) : null,
    carrier: of === 'carrier' ? carrier.trim() || '*' : null,
    service: asked.service,
    level: level.trim() || null,
    origin: asked.origin,
    destination: asked.destination,
    on: asked.on,
    weightG: weightKg === null ? null : Math.round(weightKg * 1_000),
    volumeCm3: volumeM3 === null ? null : Math.round(volumeM3 * 1_000_000),
    packages: asked.packages,
    dangerousGoods: asked.dangerousGoods,
    temperatureControlled: asked.temperatureControlled,
  }
}

/** Asks while one types. */
export function PriceCalculator() {
  const { t } = useTranslation('pricing')
  const { t: o } = useTranslation('orders')
  const [asked, setAsked] = useState<Asked>(() => ({
    of: 'customer',
    carrier: '',
    service: null,
    level: '',
    origin: '',
    destination: '',
    on: dayjs().format('YYYY-MM-DD'),
    weightKg: null,
    volumeM3: null,
    packages: null,
    dangerousGoods: false,
    temperatureControlled: false,
  }))
  const set = (change: Partial<Asked>) => setAsked((before) => ({ ...before, ...change }))
  const settled = useSettled(JSON.stringify(asked))
  const enquiry = useMemo(() => enquiryOf(JSON.parse(settled) as Asked), [settled])
  const { data, error } = useQuery(priceQuery(enquiry))
  return (
    <div className="price-calculator">
      <Segmented
        block
        value={asked.of}
        onChange={(of) => set({ of })}
        options={[
          { value: 'customer' as const, label: t('calculator.customer') },
          { value: 'carrier' as const, label: t('calculator.carrier') },
        ]}
      />
      <div className="price-fields">
        {asked.of === 'customer' ? (
          <Labelled label={t('field.account')} wide>
            {(id) => (
              <RemoteSelect
                id={id}
                queryKey={['search', 'picker']}
                find={findAccounts}
                value={asked.account}
                label={t('field.account')}
                placeholder={t('calculator.anybody')}
                onChange={(account) => set({ account })}
              />
            )}
          </Labelled>
        ) : (
          <Labelled label={t('field.carrier')} wide>
            {(id) => (
              <Input
                id={id}
                value={asked.carrier}
                maxLength={100}
                placeholder={t('calculator.anyCarrier')}
                onChange={(event) => set({ carrier: event.target.value })}
              />
            )}
          </Labelled>
        )}
        <Labelled label={t('field.origin')}>
          {(id) => (
            <Input
              id={id}
              value={asked.origin}
              maxLength={200}
              placeholder={t('placeHint')}
              onChange={(event) => set({ origin: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled label={t('field.destination')}>
          {(id) => (
            <Input
              id={id}
              value={asked.destination}
              maxLength={200}
              placeholder={t('placeHint')}
              onChange={(event) => set({ destination: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled label={t('field.service')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              className="q-field-wide"
              value={asked.service ?? undefined}
              placeholder={t('anyService')}
              options={Services.options.map((value) => ({ value, label: o(`service.${value}`) }))}
              onChange={(service) => set({ service: service ?? null })}
            />
          )}
        </Labelled>
        <Labelled label={t('field.level')}>
          {(id) => (
            <Input
              id={id}
              value={asked.level}
              maxLength={60}
              onChange={(event) => set({ level: event.target.value })}
            />
          )}
        </Labelled>
        <Figure label={t('field.weightKg')} value={asked.weightKg} onChange={(weightKg) => set({ weightKg })} />
        <Figure label={t('field.volumeM3')} value={asked.volumeM3} onChange={(volumeM3) => set({ volumeM3 })} />
        <Figure
          label={t('field.packages')}
          value={asked.packages}
          precision={0}
          onChange={(packages) => set({ packages })}
        />
        <Labelled label={t('field.on')}>
          {(id) => (
            <DayPicker
              id={id}
              className="q-field-wide"
              allowClear={false}
              value={dayjs(asked.on)}
              onChange={(day) => day && set({ on: day.format('YYYY-MM-DD') })}
            />
          )}
        </Labelled>
      </div>
      <div className="price-flags">
        <Checkbox checked={asked.dangerousGoods} onChange={(event) => set({ dangerousGoods: event.target.checked })}>
          {t('surcharge.dangerousGoods')}
        </Checkbox>
        <Checkbox
          checked={asked.temperatureControlled}
          onChange={(event) => set({ temperatureControlled: event.target.checked })}
        >
          {t('surcharge.temperature')}
        </Checkbox>
      </div>
      <div aria-live="polite">
        {enquiry === undefined && <p className="q-muted">{t('calculator.hint')}</p>}
        {error && <p className="price-problem">{error.message}</p>}
        {enquiry && data && <AnsweredPrice answer={data} />}
      </div>
    </div>
  )
}

function Labelled({ label, wide, children }: { label: string; wide?: boolean; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={wide ? 'price-field price-field-wide' : 'price-field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

interface FigureProps {
  label: string
  value: number | null
  precision?: number
  onChange: (value: number | null) => void
}
function Figure({ label, ...rest }: FigureProps) {
  return (
    <Labelled label={label}>
      {(id) => <NumberInput id={id} className="q-field-wide" min={0} max={1e9} {...rest} />}
    </Labelled>
  )
}
