import type { Action, Module, Rights, Scope } from '@quayside/contract'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'

/** Who holds an account; enough to say how far a right reaches. */
export interface Held {
  owner_id: Id | null
  team_id: Id | null
}

type Asker = Pick<User, 'id' | 'teamIds' | 'rights'>

const reaches = (scope: Scope, user: Asker, held: Held): boolean => {
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

const may = (module: Module, action: Action) => (user: Asker, held: Held) =>
  reaches(user.rights.modules[module][action], user, held)

export const mayReadAccount = may('accounts', 'read')
export const mayCreateAccount = may('accounts', 'create')
export const mayChangeAccount = may('accounts', 'change')
export const mayDeleteAccount = may('accounts', 'delete')
export const mayExportAccount = may('accounts', 'export')

export const mayAddToTimeline = (user: Asker): boolean => user.rights.modules.timeline.create !== 'none'

/** What hangs on the timeline belongs to its author and to the team of the account. */
const mayTimeline =
  (action: 'change' | 'delete') => (user: Asker, entry: { author_id: Id | null; team_id: Id | null }) =>
    reaches(user.rights.modules.timeline[action], user, { owner_id: entry.author_id, team_id: entry.team_id })

export const mayChangeEntry = mayTimeline('change')
export const mayRemoveEntry = mayTimeline('delete')

export const mayTakeOrdersOf = may('orders', 'create')
export const mayChangeOrdersOf = may('orders', 'change')
export const mayExportOrdersOf = may('orders', 'export')
export const mayReleaseOrdersOf = may('invoices', 'change')

export const mayReadOrders = (rights: Rights): boolean => rights.modules.orders.read !== 'none'
