import { useTranslation } from 'react-i18next'

interface MarginMoveProps {
  now: number | null
  before: number | null
  /** In a table, whose heading says what it is. */
  short?: boolean
}

/** Percentage points that a margin gained or lost against the year before; nothing where there was none. */
export function MarginMove({ now, before, short = false }: MarginMoveProps) {
  const { t, i18n } = useTranslation('composition')
  if (now === null || before === null) return null
  const tenths = Math.round((now - before) * 1000)
  const size = Math.abs(tenths / 10).toLocaleString(i18n.language, { minimumFractionDigits: 1 })
  const figure = `${tenths > 0 ? '+' : tenths < 0 ? '−' : '±'}${size}`
  const told = t('points', { figure })
  return (
    <small className={tenths < 0 ? 'analysis-down' : 'analysis-up'} title={told}>
      {short ? figure : told}
    </small>
  )
}
