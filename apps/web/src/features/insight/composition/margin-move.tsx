import { useTranslation } from 'react-i18next'

/** Percentage points that a margin gained or lost against the year before; nothing where there was none. */
export function MarginMove({ now, before }: { now: number | null; before: number | null }) {
  const { t, i18n } = useTranslation('composition')
  if (now === null || before === null) return null
  const points = (now - before) * 100
  const size = Math.abs(points).toLocaleString(i18n.language, { maximumFractionDigits: 1 })
  const figure = `${points >= 0 ? '+' : '−'}${size}`
  return <span className={points >= 0 ? 'analysis-up' : 'analysis-down'}>{t('points', { figure })}</span>
}
