import { Category, type Rights } from '@quayside/contract'
import { columnOfField } from '../account-fields.ts'
import { categoryOf } from '../mask-account.ts'

/** Fields under both their names, and figures of money wherever an event carries them. */
const categoryOfKey: ReadonlyMap<string, Category> = new Map([
  ...Object.entries(columnOfField).flatMap(([field, column]): [string, Category][] => [
    [field, categoryOf(field)],
    [column, categoryOf(field)],
  ]),
  ...['amountE4', 'costE4', 'freightE4', 'grossProfitE4', 'amount_e4', 'cost_e4', 'freight_e4'].map(
    (key): [string, Category] => [key, 'finance'],
  ),
])

/** Of an event's data, what this reader may know: values of a category he may not read are gone, the category is named. */
export function hideFromEvent(data: Record<string, unknown>, rights: Rights, kind: string): Record<string, unknown> {
  // The name of an account is shown to all who see it; that of a person is basic data.
  if (kind.startsWith('contact') && !rights.categories.basic.read) return { category: 'basic', masked: true }
  const own = Category.safeParse(data.category)
  if (own.success && !rights.categories[own.data].read) return { category: own.data, masked: true }
  const entries = Object.entries(data).map(([key, value]): [string, unknown] => {
    const category = key === 'custom' ? undefined : categoryOfKey.get(key)
    if (category && key !== 'name' && key !== 'kind' && !rights.categories[category].read)
      return [key, { category, masked: true }]
    return [key, hideFromValue(value, rights, kind)]
  })
  return Object.fromEntries(entries)
}

function hideFromValue(value: unknown, rights: Rights, kind: string): unknown {
  if (Array.isArray(value)) return value.map((one) => hideFromValue(one, rights, kind))
  if (typeof value === 'object' && value !== null) return hideFromEvent(value as Record<string, unknown>, rights, kind)
  return value
}
