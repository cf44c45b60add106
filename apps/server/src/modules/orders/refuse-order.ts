import type { OrderReason } from '@quayside/contract'
import type { User } from '../../platform/http/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import { faultsOf, reasonsForReader } from './order-reasons.ts'

/** The order back to whoever sent it, every fault named in his language; nothing of it is kept. */
export function refuseOrder(reasons: readonly OrderReason[], user: User): Refusal {
  const told = reasonsForReader(reasons, user.rights.categories.finance.read)
  const chinese = user.locale !== 'en'
  return new Refusal('orderNotTaken', 422, 'The order cannot be taken so; see errors.', {
    errors: faultsOf(told).map(({ path, code, zh, en }) => ({ path, code, message: chinese ? zh : en })),
    extra: { reasons: told },
  })
}
