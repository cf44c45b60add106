import { connectionOf, type Tx, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { findPartner, type Partner } from '../partners/find-partner.ts'
import { bodyOf, groupOf } from './bodies.ts'
import { beginEdifact, beginX12, endEdifact, endX12, type Open, type Written } from './envelopes.ts'
import { type Facts, factsOf, type Telling } from './facts.ts'
import { keepOutgoing } from './keep-outgoing.ts'
import { controlsOf } from './next-control.ts'

/** Writes what a partner is to be told; the telling and its message commit together, so that it is written once. */
export async function tellPartner(context: JobContext, tellingId: Id): Promise<void> {
  const { database, clock } = context
  await writeAsOwner(database, async (tx) => {
    const telling = await claim(tx, tellingId)
    const partner = telling && (await findPartner(tx, telling.partner_id))
    if (!telling || !partner?.active) return
    const facts = await factsOf(tx, partner.id, telling.about)
    const written = await writeOne(tx, partner, telling.type, facts, clock())
    if (!written) return
    const { orderId, accountId, subjectId, kind } = telling.about
    const about = {
      accountId,
      orderId,
      shipmentId: kind.startsWith('shipment.') ? subjectId : null,
      eventId: telling.event_id,
      reference: facts.reference || facts.shipmentNumber || facts.invoice.number,
      data: { kind },
    }
    const [kept] = await keepOutgoing(context, tx, [{ partner, written, about: [about] }], clock())
    await connectionOf(tx).query('update edi_tellings set message_id = $2 where id = $1', [
      tellingId,
      kept?.messageIds[0],
    ])
  })
}

async function claim(tx: Tx, id: Id) {
  const { rows } = await connectionOf(tx).query<{ partner_id: Id; event_id: Id; type: string; about: Telling }>(
    'select partner_id, event_id, type, about from edi_tellings where id = $1 and message_id is null for update',
    [id],
  )
  return rows[0]
}

async function writeOne(tx: Tx, partner: Partner, type: string, facts: Facts, now: Date): Promise<Written | undefined> {
  const body = bodyOf(type, partner, facts)
  if (!body) return undefined
  const to = await addressee(tx, partner)
  const controls = await controlsOf(tx, partner.id)
  const control = String(controls.next('message')).padStart(4, '0')
  const x12 = /^\d/.test(type)
  const open = x12 ? beginX12(controls, partner, to, now) : beginEdifact(controls, partner, to, now)
  if (x12) open.beginGroup(groupOf(type), partner.settings.release || '004010')
  await controls.keep()
  writeBody(open, type, control, body, partner.settings.release || 'D:96A:UN')
  return x12 ? endX12(open) : endEdifact(open)
}

function writeBody(
  open: Open,
  type: string,
  control: string,
  body: ReturnType<typeof bodyOf> & object,
  release: string,
): void {
  const { writer } = open
  const x12 = open.standard === 'x12'
  const first = writer.count
  open.message(type, control)
  if (x12) writer.segment('ST', type, control)
  else writer.segment('UNH', control, [type, ...release.split(':')])
  for (const [tag, ...elements] of body) writer.segment(tag, ...elements)
  writer.segment(x12 ? 'SE' : 'UNT', String(writer.count - first + 1), control)
}

/** By the first of the identifiers by which we know him. */
async function addressee(tx: Tx, partner: Partner) {
  const { rows } = await connectionOf(tx).query<{ sender: string; senderQualifier: string }>(
    `select identifier as sender, qualifier as "senderQualifier" from edi_identities where partner_id = $1
     order by level = 'interchange' desc, identifier limit 1`,
    [partner.id],
  )
  return rows[0] ?? { sender: partner.name.slice(0, 15), senderQualifier: '' }
}
