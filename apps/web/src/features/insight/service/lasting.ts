import type { TFunction } from 'i18next'

/** How long, in its largest unit that tells it: `35 min`, `3 h 20 min`, `4 d 2 h`. */
export function lasting(minutes: number, t: TFunction<'service'>): string {
  const whole = Math.round(minutes)
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor(whole / 60) % 24, whole % 60]
  const parts = [days > 0 && t('lasting.days', { figure: days }), hours > 0 && t('lasting.hours', { figure: hours })]
  if (days === 0 && (rest > 0 || hours === 0)) parts.push(t('lasting.minutes', { figure: rest }))
  return parts.filter(Boolean).join(' ')
}
