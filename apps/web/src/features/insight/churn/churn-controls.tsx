import { ChurnBy } from '@quayside/contract'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { NumberInput } from '../../../ui/number-input.tsx'
import type { ChurnPlace } from './churn-page.tsx'
import './churn.css'

interface ChurnControlsProps {
  place: ChurnPlace
  onPlace: (change: Partial<ChurnPlace>) => void
}

const usual = { by: 'account', falseAlarms: 0.05, of: 'series', silenceDays: 180 } as const
const shares = [0.001, 0.01, 0.05, 0.1, 0.2]

export function ChurnControls({ place, onPlace }: ChurnControlsProps) {
  const { t } = useTranslation('churn')
  const label = (name: 'by' | 'falseAlarms' | 'of' | 'silence') => ({
    'aria-label': t(`control.${name}`),
    prefix: <span className="q-muted">{t(`control.${name}`)}</span>,
  })
  return (
    <>
      <Select
        {...label('by')}
        value={place.by ?? usual.by}
        onChange={(by: ChurnBy) => onPlace({ by: by === usual.by ? undefined : by })}
        options={ChurnBy.options.map((value) => ({ value, label: t(`by.${value}`) }))}
      />
      <Select
        {...label('falseAlarms')}
        value={place.falseAlarms ?? usual.falseAlarms}
        onChange={(value: number) => onPlace({ falseAlarms: value === usual.falseAlarms ? undefined : value })}
        options={shares.map((value) => ({ value, label: `${value * 100}%` }))}
      />
      <Select
        {...label('of')}
        value={place.of ?? usual.of}
        onChange={(of: 'series' | 'alarms') => onPlace({ of: of === usual.of ? undefined : of })}
        options={(['series', 'alarms'] as const).map((value) => ({ value, label: t(`of.${value}`) }))}
      />
      <NumberInput
        {...label('silence')}
        className="churn-number"
        suffix={t('control.days')}
        min={1}
        max={3650}
        value={place.silenceDays ?? usual.silenceDays}
        onChange={(value) =>
          value !== null && onPlace({ silenceDays: value === usual.silenceDays ? undefined : value })
        }
      />
    </>
  )
}
