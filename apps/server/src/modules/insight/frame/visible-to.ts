import type { Module, Scope } from '@quayside/contract'
import type { User } from '../../../platform/http/serve.ts'

/** Whose data are counted: an analysis never includes what its reader may not see. null: everything. */
export type Beholder = Pick<User, 'id' | 'teamIds' | 'rights'> | null

const scopes: readonly Scope[] = ['none', 'own', 'team', 'all']

/** Order lines are counted where the rights to customers, to orders and to analyses all reach. */
export const sightOfLines: readonly Module[] = ['accounts', 'orders', 'analyses']
/** What each customer brings in sum stands on his own page for whoever sees him: it may be compared without a right to single orders. */
export const sightOfCustomers: readonly Module[] = ['accounts', 'analyses']

/**
 * The row rule of accounts (migration 0003) in the warehouse's words, over `dim_account d`: as far as the reader's rights reach in
 * every one of the modules.
 */
export function visibleTo(beholder: Beholder, modules: readonly Module[]): string {
  if (!beholder) return 'true'
  const { teamIds, id } = beholder
  const own = `d.owner_id = ${uuidLiteral(id)}`
  switch (reachOf(beholder, modules)) {
    case 'all':
      return 'true'
    case 'team':
      return teamIds.length > 0 ? `(${own} or d.team_id in (${teamIds.map(uuidLiteral).join(', ')}))` : own
    case 'own':
      return own
    default:
      return 'false'
  }
}

/** How far somebody's right to read reaches in every one of the modules. */
export function reachOf({ rights }: Pick<User, 'rights'>, modules: readonly Module[]): Scope {
  return scopes[Math.min(...modules.map((module) => scopes.indexOf(rights.modules[module].read)))] ?? 'none'
}

/** An id may stand in a statement: nothing but hexadecimal digits and dashes passes. */
export function uuidLiteral(id: string): string {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new TypeError(`Not an id: ${id}`)
  return `'${id}'::uuid`
}
