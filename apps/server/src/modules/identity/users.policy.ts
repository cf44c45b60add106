import { Action, Category, Module, type Rights, widestScope } from '@quayside/contract'
import type { User } from '../../platform/http/serve.ts'

/** Administration has no owners and teams: it is granted whole or not at all, as the row policies have it. */
export const mayAdminister = (user: User, action: Action): boolean =>
  user.rights.modules.administration[action] === 'all'

/** Whether `rights` reach beyond `mine` anywhere; nobody hands out what he does not hold. */
export function exceeds(rights: Rights, mine: Rights): boolean {
  const wider = Module.options.some((module) =>
    Action.options.some((action) => {
      const own = mine.modules[module][action]
      return widestScope(rights.modules[module][action], own) !== own
    }),
  )
  return (
    wider ||
    Category.options.some((category) => {
      const [wanted, own] = [rights.categories[category], mine.categories[category]]
      return (wanted.read && !own.read) || (wanted.write && !own.write) || (wanted.export && !own.export)
    })
  )
}
