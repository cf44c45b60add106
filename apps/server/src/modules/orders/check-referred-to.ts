import type { OrderDraft, OrderReason } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import type { CheckedOrder } from './checked-order.ts'
import { reason } from './order-reasons.ts'
import { recogniseCustomer } from './recognise-customer.ts'

/** What the order refers to besides its customer: team, and the customers and contacts among its parties. */
export async function checkReferredTo(
  tx: Tx,
  draft: OrderDraft,
  order: CheckedOrder,
): Promise<{ order: CheckedOrder; reasons: OrderReason[] }> {
  const reasons: OrderReason[] = []
  const parties: CheckedOrder['parties'] = []
  for (const [at, party] of order.parties.entries()) {
    const found = party.customer ? await recogniseCustomer(tx, party.customer, `/parties/${at}/customer`) : null
    if (found) reasons.push(...found.reasons)
    parties.push({ ...party, accountId: found?.customer?.id ?? null })
  }
  const contacts = parties.flatMap(({ contactId }) => (contactId ? [contactId] : []))
  if (contacts.length > 0 || draft.teamId) {
    const known = await findThem(tx, contacts, draft.teamId ?? null)
    for (const [at, { contactId }] of parties.entries())
      if (contactId && !known.contacts.includes(contactId))
        reasons.push(reason('contactUnknown', `/parties/${at}/contactId`))
    if (draft.teamId && !known.team) reasons.push(reason('teamUnknown', '/teamId'))
  }
  return { order: { ...order, parties }, reasons }
}

async function findThem(tx: Tx, contacts: readonly Id[], teamId: Id | null) {
  const text = `
    select coalesce((select json_agg(id) from contacts where id = any ($1::uuid[])), '[]') as contacts,
           exists (select from teams where id = $2::uuid) as team`
  const [row] = await prepared<{ contacts: Id[]; team: boolean }>(tx, 'order-refers-to', text, [contacts, teamId])
  return row ?? { contacts: [], team: false }
}
