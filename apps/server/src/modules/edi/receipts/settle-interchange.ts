import { connectionOf, type Tx, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { keepOutgoing, type Outgoing } from '../outbox/keep-outgoing.ts'
import { controlsOf } from '../outbox/next-control.ts'
import { findPartner } from '../partners/find-partner.ts'
import { type Acknowledged, findAcknowledged } from './find-acknowledged.ts'
import { writeReceipt } from './write-receipt.ts'

/**
 * Once every message of an interchange is settled it is acknowledged, in the transaction that says so: whatever dies, it is
 * acknowledged once. What a person has taken anew later changes nothing about it.
 */
export async function settleInterchanges(context: JobContext, ids: readonly Id[], now: Date): Promise<void> {
  const { database } = context
  await writeAsOwner(database, async (tx) => {
    const settled = await settle(tx, ids, now)
    if (settled.length === 0) return
    await keepOutgoing(context, tx, await receiptsOf(tx, await findAcknowledged(tx, settled), now), now)
  })
}

async function settle(tx: Tx, ids: readonly Id[], now: Date): Promise<Id[]> {
  const { rows } = await connectionOf(tx).query<{ id: Id }>(
    `update edi_interchanges i set state = 'settled', settled_at = $2
     from  (select id from edi_interchanges i where id = any ($1) and state = 'taking'
            and not exists (select from edi_messages m where m.interchange_id = i.id and m.status = 'received') order by id for update) s
     where  i.id = s.id returning i.id`,
    [ids, now],
  )
  return rows.map(({ id }) => id)
}

/** To a partner who is unknown nothing is sent: added later, he sends it again or takes our word. */
async function receiptsOf(tx: Tx, interchanges: readonly Acknowledged[], now: Date): Promise<Outgoing[]> {
  const ofPartners = Map.groupBy(interchanges, ({ partnerId }) => partnerId)
  const receipts: Outgoing[] = []
  // In one order for everybody: each holds its partner's numbers until the end.
  for (const partnerId of [...ofPartners.keys()].toSorted()) {
    const partner = partnerId === null ? undefined : await findPartner(tx, partnerId)
    if (!partner?.active) continue
    const controls = await controlsOf(tx, partner.id)
    for (const interchange of ofPartners.get(partnerId) ?? []) {
      const written = writeReceipt(controls, partner, interchange, now)
      if (written) receipts.push({ partner, written, answersId: interchange.id })
    }
    await controls.keep()
  }
  return receipts
}
