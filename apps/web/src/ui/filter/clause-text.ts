import { useTranslation } from 'react-i18next'
import { useKit } from '../kit-context.tsx'
import { moneyText } from '../money-text.ts'
import { timeText } from '../time-text.ts'
import { type Clause, type Condition, type FilterField, wordOf } from './filter.ts'

const isDay = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value))

/** A condition as a short sentence: "State is Active, Mature". */
export function useClauseText(fields: readonly FilterField[]): (clause: Clause) => string {
  const { t } = useTranslation('ui')
  const { locale, currency } = useKit()
  const one = (field: FilterField | undefined, value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'filter.yes' : 'filter.no')
    if (field?.kind === 'money' && typeof value === 'number') return moneyText(value, currency, locale)
    if (typeof value === 'number') return value.toLocaleString(locale)
    if (field?.kind === 'date' && isDay(value)) return timeText(value, 'day', locale, 'UTC')
    return field?.choices?.find((choice) => choice.value === value)?.label ?? String(value)
  }
  const words = ({ field: id, op, value }: Condition) => {
    const field = fields.find((candidate) => candidate.id === id)
    const label = field?.label ?? id
    const word = wordOf(field?.kind, op)
    if (value === undefined) return `${label} ${t(`filter.op.${word}`)}`
    if (op.endsWith('Days')) return `${label} ${t(`filter.chip.${op}`, { figure: String(value) })}`
    const parts = (Array.isArray(value) ? value : [value]).map((part) => one(field, part))
    const shown =
      op === 'between'
        ? parts.join(' – ')
        : parts.slice(0, 3).join(t('filter.comma')) + (parts.length > 3 ? ` +${parts.length - 3}` : '')
    return `${label} ${t(`filter.op.${word}`)} ${shown}`
  }
  return (clause) => clause.map(words).join(` ${t('filter.orBetween')} `)
}
