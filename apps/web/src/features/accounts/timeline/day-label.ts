const dayMs = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, zone: string, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${locale}/${zone}/${name}`
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
  formats.set(key, found)
  return found
}

/** Heading of a day: today, yesterday, or the date with its weekday, in the company's zone. */
export function dayLabel(at: string, nowMs: number, locale: string, zone: string): string {
  const plain = format('en-CA', zone, 'plain', { year: 'numeric', month: '2-digit', day: '2-digit' })
  const days = (Date.parse(plain.format(nowMs)) - Date.parse(plain.format(Date.parse(at)))) / dayMs
  if (days === 0 || days === 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day')
  const sameYear = plain.format(nowMs).slice(0, 4) === plain.format(Date.parse(at)).slice(0, 4)
  const name = sameYear ? 'near' : 'far'
  const spoken = locale === 'en' ? 'en-GB' : locale
  return format(spoken, zone, name, {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(Date.parse(at))
}
