import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { NumberInput } from '../../../ui/number-input.tsx'
import type { LifetimePlace } from './lifetime-page.tsx'
import './lifetime.css'

interface LifetimeControlsProps {
  place: LifetimePlace
  onPlace: (change: Partial<LifetimePlace>) => void
}

const usual = { months: 12, discount: 0.1, holdoutWeeks: 26 }
const horizons = [3, 6, 12, 24, 36, 60]
const holdouts = [13, 26, 39, 52, 104]

export function LifetimeControls({ place, onPlace }: LifetimeControlsProps) {
  const { t } = useTranslation('lifetime')
  const orUsual = <Name extends keyof typeof usual>(name: Name, value: number) => ({
    [name]: value === usual[name] ? undefined : value,
  })
  return (
    <>
      <Select
        aria-label={t('control.months')}
        prefix={<span className="q-muted">{t('control.months')}</span>}
        value={place.months ?? usual.months}
        onChange={(months: number) => onPlace(orUsual('months', months))}
        options={horizons.map((value) => ({ value, label: t('control.month', { count: value }) }))}
      />
      <NumberInput
        className="lifetime-number"
        aria-label={t('control.discount')}
        prefix={<span className="q-muted">{t('control.discount')}</span>}
        suffix="%"
        min={0}
        max={100}
        value={Math.round((place.discount ?? usual.discount) * 1000) / 10}
        onChange={(value) => value !== null && onPlace(orUsual('discount', value / 100))}
      />
      <NumberInput
        className="lifetime-number"
        aria-label={t('control.margin')}
        prefix={<span className="q-muted">{t('control.margin')}</span>}
        suffix="%"
        min={0}
        max={100}
        placeholder={t('control.known')}
        value={place.margin === undefined ? null : Math.round(place.margin * 1000) / 10}
        onChange={(value) => onPlace({ margin: value === null ? undefined : value / 100 })}
      />
      <Select
        aria-label={t('control.holdout')}
        prefix={<span className="q-muted">{t('control.holdout')}</span>}
        value={place.holdoutWeeks ?? usual.holdoutWeeks}
        onChange={(holdoutWeeks: number) => onPlace(orUsual('holdoutWeeks', holdoutWeeks))}
        options={holdouts.map((value) => ({ value, label: t('control.week', { count: value }) }))}
      />
    </>
  )
}
