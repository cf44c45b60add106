import type { TFunction } from 'i18next'

/** Fields of a draft whose label on the form has another name. */
const labels: Readonly<Record<string, string>> = {
  weightG: 'weight',
  volumeCm3: 'volume',
  valueE4: 'goodsValue',
  priceE4: 'priceTyped',
  costE4: 'cost',
  temperatureMinC: 'temperatureMin',
  temperatureMaxC: 'temperatureMax',
  item: 'what',
  from: 'windowFrom',
  to: 'windowTo',
  value: 'reference',
  customer: 'partyCustomer',
}
/** Choices are told by their own words. */
const choices: Readonly<Record<string, 'service' | 'party'>> = { service: 'service', role: 'party' }
const hidden = /^(customer|kind)$|Id$/
const scales: Readonly<Record<string, { by: number; unit: string }>> = {
  weightG: { by: 1_000, unit: ' kg' },
  volumeCm3: { by: 1_000_000, unit: ' m³' },
}

/**
 * What a change touched, as the form calls it, and what stood there: `goods 1: Packages (was 3)` for `/goods/0/packages`.
 * @param before the order as it was
 */
export function changedText(path: string, before: unknown, t: TFunction<'orders'>, locale: string): string {
  const [, part = '', row, field] = path.split('/')
  const was = at(before, path)
  const wasShown = (name: string) => shown(name, was, t, locale)
  if (row === undefined) return withBefore(t(`changed.${part}`, { defaultValue: part }), wasShown(part), t)
  const rowText = t(`changedRow.${part}`, { figure: Number(row) + 1, defaultValue: part })
  if (field === undefined) return t(was === undefined ? 'history.added' : 'history.removed', { what: rowText })
  const label = t(`field.${labels[field] ?? field}`, { defaultValue: field })
  return withBefore(t('history.of', { what: rowText, field: label }), wasShown(field), t)
}

const withBefore = (text: string, was: string | undefined, t: TFunction<'orders'>) =>
  was === undefined ? text : t('history.was', { text, was })

const at = (from: unknown, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>((one, name) => (one as Record<string, unknown> | undefined)?.[name], from)

/** Nothing for what has no short form: whole documents, keys, and what was not there. */
function shown(field: string, value: unknown, t: TFunction<'orders'>, locale: string): string | undefined {
  if (hidden.test(field)) return undefined
  const figure = (one: number) => one.toLocaleString(locale, { maximumFractionDigits: 4 })
  const choice = choices[field]
  if (typeof value === 'string') return choice ? t(`${choice}.${value}`, { defaultValue: value }) : value
  if (typeof value !== 'number') return undefined
  const { by = 1, unit = '' } = scales[field] ?? (field.endsWith('E4') ? { by: 10_000, unit: '' } : {})
  return `${figure(value / by)}${unit}`
}
