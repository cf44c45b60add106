import { connectionOf, type Tx, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { keepOutgoing } from '../outbox/keep-outgoing.ts'
import { findPartner } from '../partners/find-partner.ts'
import { type Acknowledged, findAcknowledged } from './find-acknowledged.ts'
import { writeReceipt } from './write-receipt.ts'

/**
 * Once every message of an interchange is settled it is acknowledged, in the transaction that says so: whatever dies, it is
 * acknowledged once. What a person has taken anew later changes nothing about it.
 */
export async function settleInterchange(context: JobContext, id: Id, now: Date): Promise<void> {
  const { database } = context
  await writeAsOwner(database, async (tx) => {
    if (!(await claim(tx, id))) return
    const interchange = await findAcknowledged(tx, id)
    await connectionOf(tx).query(`update edi_interchanges set state = 'settled', settled_at = $2 where id = $1`, [
      id,
      now,
    ])
    if (interchange) await acknowledge(context, tx, interchange, now)
  })
}

async function claim(tx: Tx, id: Id): Promise<boolean> {
  const { rowCount } = await connectionOf(tx).query(
    `select from edi_interchanges i where id = $1 and state = 'taking'
     and not exists (select from edi_messages m where m.interchange_id = i.id and m.status = 'received') for update`,
    [id],
  )
  return rowCount === 1
}

async function acknowledge(context: JobContext, tx: Tx, interchange: Acknowledged, now: Date): Promise<void> {
  const partner = interchange.partnerId === null ? undefined : await findPartner(tx, interchange.partnerId)
  // To whom it may be sent nobody knows; added later, the partner sends it again or takes our word.
  if (!partner?.active) return
  const written = await writeReceipt(tx, partner, interchange, now)
  if (written) await keepOutgoing(context, tx, { partner, written, answersId: interchange.id }, now)
}
