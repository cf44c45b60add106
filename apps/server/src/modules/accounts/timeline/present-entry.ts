import type { TimelineEntry } from '@quayside/contract'
import type { User } from '../../../platform/http/serve.ts'
import { mayChangeEntry } from '../accounts.policy.ts'
import { reference } from '../present-account.ts'
import { hideFromEvent } from './hide-from-event.ts'
import type { EntryRow, InteractionRow } from './timeline.queries.ts'

export function presentEntry(row: EntryRow, user: User): TimelineEntry {
  const when = { id: row.id, at: row.at.toISOString() }
  if (row.order) {
    const { number, status, lines, currency, amount_e4 } = row.order
    const amountE4 = user.rights.categories.finance.read ? amount_e4 : null
    return { type: 'order', ...when, number, status, lines, currency, amountE4 }
  }
  if (row.event) {
    const { kind, actor_id, actor_name, data, merged_number } = row.event
    return {
      type: 'event',
      ...when,
      kind,
      actor: reference(actor_id, actor_name),
      mergedNumber: merged_number,
      data: hideFromEvent(data, user.rights, kind),
    }
  }
  if (!row.interaction) throw new TypeError('An entry is an interaction, an order or an event.')
  return { type: 'interaction', ...when, ...presentInteraction(row.interaction, user) }
}

function presentInteraction(row: InteractionRow, user: User) {
  return {
    kind: row.kind as never,
    direction: row.direction,
    subject: row.subject,
    body: row.body,
    outcome: row.outcome,
    durationSeconds: row.duration_seconds,
    author: reference(row.author_id, row.author_name),
    contact: user.rights.categories.basic.read ? reference(row.contact_id, row.contact_name) : null,
    mentions: row.mentions,
    attachments: row.attachments.map((file) => ({
      id: file.id,
      name: file.name,
      mediaType: file.media_type,
      bytes: file.bytes,
      createdAt: new Date(file.created_at).toISOString(),
    })),
    source: row.source as never,
    version: row.version,
    canChange: mayChangeEntry(user, row),
  }
}
