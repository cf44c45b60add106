import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { type ShipmentChange, ShipmentMode, ShipmentReferenceKind } from '@quayside/contract'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { MomentPicker } from '../../../ui/index.ts'

type References = NonNullable<ShipmentChange['references']>
type Legs = NonNullable<ShipmentChange['legs']>
type Leg = Legs[number]

const replaced = <One,>(all: readonly One[], at: number, part: Partial<One>): One[] =>
  all.map((one, index) => (index === at ? { ...one, ...part } : one))
const without = <One,>(all: readonly One[], at: number): One[] => all.filter((_, index) => index !== at)

export function ReferencesField({ value, onChange }: { value: References; onChange: (next: References) => void }) {
  const { t } = useTranslation('shipments')
  return (
    <fieldset className="shipment-rows">
      <legend>{t('change.references')}</legend>
      {[...value.entries()].map(([at, reference]) => (
        <div key={at} className="shipment-row">
          <Select
            value={reference.kind}
            aria-label={t('change.referenceKind')}
            popupMatchSelectWidth={false}
            options={ShipmentReferenceKind.options.map((kind) => ({ value: kind, label: t(`reference.${kind}`) }))}
            onChange={(kind) => onChange(replaced(value, at, { kind }))}
          />
          <Input
            value={reference.value}
            maxLength={100}
            aria-label={t(`reference.${reference.kind}`)}
            status={reference.value.trim() ? undefined : 'error'}
            onChange={(event) => onChange(replaced(value, at, { value: event.target.value }))}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('change.remove')}
            onClick={() => onChange(without(value, at))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={value.length >= 50}
        onClick={() => onChange([...value, { kind: 'customer', value: '' }])}
      >
        {t('change.addReference')}
      </Button>
    </fieldset>
  )
}

/** Who carries it on which stretch, with what; in the order of the journey. */
export function LegsField({ value, onChange }: { value: Legs; onChange: (next: Legs) => void }) {
  const { t } = useTranslation('shipments')
  const moved = (at: number, by: -1 | 1) => {
    const next = value.toSpliced(at, 1)
    const leg = value[at]
    if (leg) next.splice(at + by, 0, leg)
    onChange(next)
  }
  return (
    <fieldset className="shipment-rows">
      <legend>{t('legs.title')}</legend>
      {[...value.entries()].map(([at, leg]) => (
        <div key={at} className="shipment-leg">
          <LegInputs leg={leg} onChange={(part) => onChange(replaced(value, at, part))} />
          <span>
            <Button
              type="text"
              icon={<ArrowUpOutlined />}
              disabled={at === 0}
              aria-label={t('legs.earlier')}
              onClick={() => moved(at, -1)}
            />
            <Button
              type="text"
              icon={<ArrowDownOutlined />}
              disabled={at === value.length - 1}
              aria-label={t('legs.later')}
              onClick={() => moved(at, 1)}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('change.remove')}
              onClick={() => onChange(without(value, at))}
            />
          </span>
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={value.length >= 30}
        onClick={() => onChange([...value, { mode: value.at(-1)?.mode ?? 'road', origin: value.at(-1)?.destination }])}
      >
        {t('legs.add')}
      </Button>
    </fieldset>
  )
}

type TextOfLeg = 'origin' | 'destination' | 'carrier' | 'conveyance' | 'equipmentKind' | 'equipmentNumber'
const texts: readonly [TextOfLeg, number][] = [
  ['origin', 200],
  ['destination', 200],
  ['carrier', 100],
  ['conveyance', 100],
  ['equipmentKind', 50],
  ['equipmentNumber', 50],
]

function LegInputs({ leg, onChange }: { leg: Leg; onChange: (part: Partial<Leg>) => void }) {
  const { t } = useTranslation('shipments')
  return (
    <>
      <Select
        value={leg.mode}
        aria-label={t('field.mode')}
        options={ShipmentMode.options.map((value) => ({ value, label: t(`mode.${value}`) }))}
        onChange={(mode) => onChange({ mode })}
      />
      {texts.map(([name, maxLength]) => (
        <Input
          key={name}
          value={leg[name] ?? ''}
          maxLength={maxLength}
          aria-label={t(`legs.${name}`)}
          placeholder={t(`legs.${name}`)}
          onChange={(event) => onChange({ [name]: event.target.value || null })}
        />
      ))}
      {(['plannedDeparture', 'plannedArrival'] as const).map((name) => (
        <MomentPicker
          key={name}
          value={leg[name]}
          label={t(`legs.${name}`)}
          placeholder={t(`legs.${name}`)}
          onChange={(moment) => onChange({ [name]: moment })}
        />
      ))}
    </>
  )
}
