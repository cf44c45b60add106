import { type AccountFields, type Category, categoryOfField, type Rights } from '@quayside/contract'
import { type AccountField, accountFields, emptyValue, isEmptyValue } from './account-fields.ts'

/** Custom fields outside the basic category: key → category. */
export type CustomCategories = Readonly<Record<string, Category>>

/** What tells one customer from another is shown to everyone who may see the row at all. */
const alwaysShown: ReadonlySet<string> = new Set(['kind', 'name', 'ownerId', 'teamId', 'source', 'custom'])

/** Empties what the reader's categories do not cover and names it: the value never leaves the server. */
export function maskAccount(fields: AccountFields, custom: CustomCategories, rights: Rights) {
  const shown: Record<string, unknown> = { ...fields, custom: { ...fields.custom } }
  const masked: string[] = []
  for (const field of accountFields) {
    if (mayReadField(field, rights)) continue
    shown[field] = emptyValue(field)
    masked.push(field)
  }
  for (const key of hiddenCustomKeys(custom, rights, Object.keys(fields.custom))) {
    delete (shown.custom as Record<string, unknown>)[key]
    masked.push(`custom.${key}`)
  }
  return { fields: shown as AccountFields, masked }
}

/** A key may be called like something every object has, as `constructor`. */
const customCategory = (custom: CustomCategories, key: string): Category =>
  Object.hasOwn(custom, key) ? (custom[key] ?? 'basic') : 'basic'

/** Of the keys outside the basic category and those `held`, which may be of it, the ones that stay hidden. */
export function hiddenCustomKeys(custom: CustomCategories, rights: Rights, held: readonly string[] = []): string[] {
  const keys = new Set([...Object.keys(custom), ...held])
  return [...keys].filter((key) => !rights.categories[customCategory(custom, key)].read)
}

export const categoryOf = (field: string): Category => categoryOfField[field] ?? 'basic'

export const mayReadField = (field: string, rights: Rights): boolean =>
  alwaysShown.has(field) || rights.categories[categoryOf(field)].read

/** The fields, custom ones as `custom.key`, that the writer's categories do not cover. */
export function unwritableFields(typed: Partial<AccountFields>, custom: CustomCategories, rights: Rights): string[] {
  const fields = (Object.keys(typed) as AccountField[]).filter(
    (field) => field !== 'custom' && typed[field] !== undefined && !rights.categories[categoryOf(field)].write,
  )
  const keys = Object.keys(typed.custom ?? {}).filter((key) => !rights.categories[customCategory(custom, key)].write)
  return [...fields, ...keys.map((key) => `custom.${key}`)]
}

/** A form sends empty what its user may not fill: that is no attempt to write. */
export function withoutEmpty<T extends Partial<AccountFields>>(typed: T): T {
  const { custom, ...rest } = typed
  const kept = Object.entries(rest).filter(([, value]) => !isEmptyValue(value))
  const keptCustom = Object.entries(custom ?? {}).filter(([, value]) => !isEmptyValue(value))
  return { ...Object.fromEntries(kept), ...(custom ? { custom: Object.fromEntries(keptCustom) } : {}) } as T
}
