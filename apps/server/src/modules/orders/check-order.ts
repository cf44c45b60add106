import type { checkOrder as checkRoute, OrderDraft } from '@quayside/contract'
import type { z } from 'zod'
import type { Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { faultsOf, reasonsForReader } from './order-reasons.ts'
import { judgeOrder } from './take-order.ts'
import { withoutControls } from './without-controls.ts'

/** What would become of the order, for a form that tells while one types. */
export async function checkOrder(
  tx: Tx,
  user: User,
  draft: OrderDraft,
  now: Date,
): Promise<z.input<(typeof checkRoute)['reply']>> {
  const judged = await judgeOrder(tx, withoutControls(draft), { channel: 'staff', receivedAt: now }, newId())
  const seesMoney = user.rights.categories.finance.read
  const held = judged.reasons.some(({ severity }) => severity === 'hold')
  return {
    outcome: !judged.customer || faultsOf(judged.reasons).length > 0 ? 'refused' : held ? 'held' : 'taken',
    reasons: reasonsForReader(judged.reasons, seesMoney),
    currency: judged.order.currency,
    lines: judged.lines.map((line) => ({
      amountE4: seesMoney ? line.amountE4 : null,
      source: line.priceSource,
      steps: seesMoney ? ((line.priceBasis?.steps as Record<string, unknown>[] | undefined) ?? []) : [],
    })),
  }
}
