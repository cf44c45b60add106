import { z } from 'zod'

/** A part of the product that rights are granted for. */
export const Module = z.enum([
  'accounts',
  'timeline',
  'orders',
  'pricing',
  'shipments',
  'invoices',
  'edi',
  'webhooks',
  'imports',
  'analyses',
  'console',
  'administration',
])
export type Module = z.infer<typeof Module>

export const Action = z.enum(['read', 'create', 'change', 'delete', 'export'])
export type Action = z.infer<typeof Action>

/** How far a right reaches: nothing, what I own, what my teams own, everything. Ordered from narrow to wide. */
export const Scope = z.enum(['none', 'own', 'team', 'all'])
export type Scope = z.infer<typeof Scope>

/** The five categories of customer data 五类资料 (DOMAIN CDB-2). Every field of an account belongs to one. */
export const Category = z.enum(['basic', 'address', 'finance', 'behaviour', 'shared'])
export type Category = z.infer<typeof Category>

export const CategoryAccess = z.strictObject({ read: z.boolean(), write: z.boolean(), export: z.boolean() })
export type CategoryAccess = z.infer<typeof CategoryAccess>

/** What a role grants, and, merged over all his roles by the widest, what a user may do. */
export const Rights = z.strictObject({
  modules: z.record(Module, z.record(Action, Scope)),
  categories: z.record(Category, CategoryAccess),
})
export type Rights = z.infer<typeof Rights>

const scopes: readonly Scope[] = Scope.options

export function widestScope(a: Scope, b: Scope): Scope {
  return scopes.indexOf(a) >= scopes.indexOf(b) ? a : b
}

/** The pure predicate that server and screens share: does the user hold this right at all? Rows are then the database's matter. */
export function mayUse(rights: Rights, module: Module, action: Action): boolean {
  return rights.modules[module][action] !== 'none'
}

export function mayReadCategory(rights: Rights, category: Category): boolean {
  return rights.categories[category].read
}

/**
 * An advice about a customer follows from his behaviour and from what stands on his timeline: told where both are read as far as the
 * customers themselves.
 */
export const mayReadAdvice = ({ categories, modules }: Rights): boolean =>
  categories.behaviour.read && widestScope(modules.timeline.read, modules.accounts.read) === modules.timeline.read

/** Marks a field of a schema with its category of customer data. */
export const inCategory = (category: Category) => ({ category })
