import { CreditGrade, type matrices, type ReplyOf } from '@quayside/contract'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { figureTyped } from '../../../ui/figure-typed.ts'
import { useKit } from '../../../ui/index.ts'
import { NumberInput } from '../../../ui/number-input.tsx'
import { Explained } from '../frame/explained.tsx'
import { type AxisUnit, axisText, unitOf } from './axis-text.ts'
import type { MatrixPlace } from './matrices-page.tsx'
import './matrices.css'

export type Matrix = ReplyOf<(typeof matrices)['read']>

interface CutControlsProps {
  answer: Matrix
  onPlace: (change: Partial<MatrixPlace>) => void
}

/** From where on an axis is high; what is chosen counts for everything below. */
export function CutControls({ answer, onPlace }: CutControlsProps) {
  const { t } = useTranslation('matrices')
  const { kind, x, y } = answer
  const own = x.rule === 'chosen' || y.rule === 'chosen'
  return (
    <section className="q-panel matrix-cuts" aria-label={t('cut.title')}>
      {(['x', 'y'] as const).map((axis) => (
        <div key={axis} className="matrix-cut">
          <Explained text={t(`define.${kind}.${axis}`)}>{t(`axis.${kind}.${axis}`)}</Explained>
          <span>{t('cut.from')}</span>
          <CutField
            key={`${kind}/${axis}/${answer[axis].cut}`}
            unit={unitOf(kind, axis)}
            label={t('cut.of', { axis: t(`axis.${kind}.${axis}`) })}
            cut={answer[axis].cut}
            onCut={(cut) => onPlace(axis === 'x' ? { cutX: cut } : { cutY: cut })}
          />
          <CutRule answer={answer} axis={axis} />
        </div>
      ))}
      {own && (
        <Button size="small" onClick={() => onPlace({ cutX: undefined, cutY: undefined })}>
          {t('cut.usual')}
        </Button>
      )}
    </section>
  )
}

function CutRule({ answer, axis }: { answer: Matrix; axis: 'x' | 'y' }) {
  const { t } = useTranslation('matrices')
  const { locale } = useKit()
  const { rule, unknown } = answer[axis]
  return (
    <small className="q-muted">
      {t(`rule.${rule}`)}
      {unknown > 0 && ` · ${t('cut.unknown', { figure: unknown.toLocaleString(locale) })}`}
    </small>
  )
}

interface CutFieldProps {
  unit: AxisUnit
  label: string
  cut: number | null
  onCut: (cut: number) => void
}

/** How much of what is kept one unit of the field is. */
const scaleOf: Record<AxisUnit, number> = { potential: 1, points: 1, grade: 1, share: 0.01, money: 10_000 }

function CutField({ unit, label, cut, onCut }: CutFieldProps) {
  const { locale, currency } = useKit()
  if (unit === 'grade')
    return (
      <Select
        size="small"
        aria-label={label}
        value={cut ?? undefined}
        onChange={onCut}
        options={CreditGrade.options.map((_, at) => {
          const value = CreditGrade.options.length - at
          return { value, label: axisText(value, 'grade', { locale, currency }) }
        })}
      />
    )
  const scale = scaleOf[unit]
  const keep = (text: string) => {
    const typed = figureTyped(text)
    const value = Number(typed)
    if (typed !== '' && Number.isFinite(value) && value * scale !== cut) onCut(value * scale)
  }
  return (
    <NumberInput
      size="small"
      className="matrix-cut-field"
      aria-label={label}
      suffix={unit === 'share' ? '%' : undefined}
      min={unit === 'potential' ? 1 : undefined}
      max={unit === 'potential' ? 5 : undefined}
      defaultValue={cut === null ? undefined : Math.round((cut / scale) * 10) / 10}
      onPressEnter={(event) => keep(event.currentTarget.value)}
      onBlur={(event) => keep(event.target.value)}
    />
  )
}
