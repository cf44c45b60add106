import type { Action, Scope } from '@quayside/contract'
import { refuseHidden } from '../../platform/http/refuse-hidden.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'

/** Who holds the customer of a document. */
export interface HeldBy {
  owner_id: Id | null
  team_id: Id | null
}

/** The row policies in words for the screen; they hold below it all the same. */
export function reaches(user: User, action: Action, held: HeldBy): boolean {
  const scope: Scope = user.rights.modules.invoices[action]
  switch (scope) {
    case 'none':
      return false
    case 'own':
      return held.owner_id === user.id
    case 'team':
      return held.owner_id === user.id || (held.team_id !== null && user.teamIds.includes(held.team_id))
    case 'all':
      return true
    default:
      return scope satisfies never
  }
}

/** A document of money is finance data through and through: who may not see that sees none of it. */
export const refuseWithoutFinance = (user: User, action: 'read' | 'export' = 'read'): void =>
  refuseHidden(user, ['finance'], action)
