import type { Locale } from '@quayside/contract'

/** A month by its first day, as one reads it: 2026年11月, Nov 2026. */
export const monthText = (month: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${month}T00:00:00Z`),
  )
