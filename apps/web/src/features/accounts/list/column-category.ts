import { type Category, categoryOfField } from '@quayside/contract'

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
}

/** Whose rights decide about a column of the list. */
export const categoryOfColumn = (id: string, custom: readonly { key: string; category: Category }[]): Category =>
  custom.find((field) => id === `custom.${field.key}`)?.category ?? ofDerived[id] ?? categoryOfField[id] ?? 'basic'
