import { type Category, categoryOfField, mayReadAdvice, mayReadCategory, type Rights } from '@quayside/contract'

/** Columns that are not fields of the record itself. */
const ofDerived: Readonly<Record<string, Category>> = {
  city: 'address',
  orders: 'behaviour',
  lastOrderOn: 'behaviour',
  amount: 'finance',
  health: 'behaviour',
  segment: 'behaviour',
  alive: 'behaviour',
  slippingSince: 'behaviour',
  lifetimeValue: 'finance',
  margin: 'finance',
  nextAction: 'behaviour',
}

/** Whose rights decide about a column of the list. */
export const categoryOfColumn = (id: string, custom: readonly { key: string; category: Category }[]): Category =>
  custom.find((field) => id === `custom.${field.key}`)?.category ?? ofDerived[id] ?? categoryOfField[id] ?? 'basic'

/** One whose every cell would be a mask is left out, and so is an order by it. */
export const mayReadColumn = (
  rights: Rights,
  id: string,
  custom: readonly { key: string; category: Category }[] = [],
): boolean => (id === 'nextAction' ? mayReadAdvice(rights) : mayReadCategory(rights, categoryOfColumn(id, custom)))
