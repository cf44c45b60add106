import { BasketItem, BasketOf } from '@quayside/contract'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSettledText } from '../../../ui/index.ts'
import { NumberInput } from '../../../ui/number-input.tsx'
import { type AssociationPlace, usual } from './association-place.ts'

interface AssociationControlsProps {
  place: AssociationPlace
  onPlace: (change: Partial<AssociationPlace>) => void
}

/** What a basket is, what it holds, and how much of it makes a rule. */
export function AssociationControls({ place, onPlace }: AssociationControlsProps) {
  const { t } = useTranslation('association')
  return (
    <>
      <Select
        aria-label={t('basket.label')}
        prefix={<span className="q-muted">{t('basket.label')}</span>}
        value={place.basket ?? usual.basket}
        onChange={(basket: BasketOf) => onPlace({ basket: basket === usual.basket ? undefined : basket })}
        options={BasketOf.options.map((value) => ({ value, label: t(`basket.${value}`) }))}
      />
      <Select
        aria-label={t('items.label')}
        prefix={<span className="q-muted">{t('items.label')}</span>}
        value={place.items ?? usual.items}
        onChange={(items: BasketItem) => onPlace({ items: items === usual.items ? undefined : items, item: undefined })}
        options={BasketItem.options.map((value) => ({ value, label: t(`items.${value}`) }))}
      />
      <Percent
        label={t('column.support')}
        value={place.support ?? usual.support}
        least={0.0001}
        onChange={(support) => onPlace({ support })}
      />
      <Percent
        label={t('column.confidence')}
        value={place.confidence ?? usual.confidence}
        least={0}
        onChange={(confidence) => onPlace({ confidence })}
      />
    </>
  )
}

interface PercentProps {
  label: string
  /** 0 … 1. */
  value: number
  /** In percent. */
  least: number
  onChange: (value: number) => void
}

/** A share chosen as a percentage; asked for when one stops typing. */
function Percent({ label, value, least, onChange }: PercentProps) {
  const shown = String(Number((value * 100).toPrecision(6)))
  const [text, setText] = useSettledText(shown, (next) => {
    const share = Number(next) / 100
    if (next !== '' && share * 100 >= least && share <= 1 && share !== value) onChange(share)
  })
  return (
    <NumberInput
      stringMode
      className="association-percent"
      aria-label={`${label} %`}
      prefix={<span className="q-muted">≥ {label}</span>}
      suffix="%"
      controls={false}
      min={String(least)}
      max="100"
      value={text}
      onInput={setText}
    />
  )
}
