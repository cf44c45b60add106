import { codeMeaning } from '../codes/code-meaning.ts'
import { isoOf, isoOfDtm } from '../message/dates.ts'
import type { ElementDefinition } from '../message/definition.ts'
import type { Standard } from '../syntax/delimiters.ts'
import type { RenderLocale } from './rendered.ts'

/** How values of one message are shown. */
export interface Manner {
  standard: Standard
  locale: RenderLocale
  /** Of the amounts of the message, where it names one. */
  currency: string | undefined
}

/** Data elements that are amounts of money. */
const money: Readonly<Record<Standard, ReadonlySet<string>>> = {
  x12: new Set(['58', '74', '117', '191', '193', '212', '362', '389', '610', '782']),
  edifact: new Set(['5004', '5118', '5116']),
}
const numeric = /^-?\d+(?:\.\d+)?$/

export function formatValue(definition: ElementDefinition, text: string, manner: Manner, format?: string): string {
  const { standard, locale } = manner
  if (definition.type === 'DT') return dayOf(isoOf(text), locale) ?? text
  if (definition.type === 'TM') return isoOf(undefined, text) ?? text
  if (standard === 'edifact' && definition.id === '2380') return dtmOf(text, format, locale) ?? text
  if (money[standard].has(definition.id)) return moneyOf(text, manner)
  return codeMeaning(standard, definition.id, text)?.[locale] ?? text
}

function moneyOf(text: string, { locale, currency }: Manner): string {
  const plain = text.replace(',', '.')
  if (!numeric.test(plain)) return text
  const decimals = plain.split('.')[1]?.length ?? 0
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: Math.max(decimals, 2) }
  const known = currency !== undefined && /^[A-Z]{3}$/.test(currency)
  const shown = new Intl.NumberFormat(
    locale,
    known ? { style: 'currency', currency, currencyDisplay: 'code', ...digits } : digits,
  )
  // As a text, since a number would lose digits of long amounts.
  return shown.format(plain as `${number}`).replace(/\u00a0/g, ' ')
}

/** `2026-11-22` or with a time behind it. */
function dayOf(iso: string | undefined, locale: RenderLocale): string | undefined {
  if (iso === undefined) return undefined
  const [day = '', time] = iso.split('T')
  if (time === undefined && !day.includes('-')) return day
  const shown = new Intl.DateTimeFormat(locale === 'zh' ? 'zh' : 'en-GB', {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
  return time === undefined ? shown : `${shown} ${time}`
}

function dtmOf(text: string, format: string | undefined, locale: RenderLocale): string | undefined {
  const points = isoOfDtm(text, format).flatMap((iso) => dayOf(iso, locale) ?? [])
  return points.length === 0 ? undefined : points.join(' – ')
}
