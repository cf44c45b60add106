import type { FollowUp } from '@quayside/contract'
import type { User } from '../../../platform/http/serve.ts'
import { reference } from '../present-account.ts'
import type { FollowUpRow } from './follow-ups.queries.ts'

export function presentFollowUp(row: FollowUpRow, user: User): FollowUp {
  return {
    id: row.id,
    account: { id: row.account_id, number: row.account_number, name: row.account_name },
    contact: user.rights.categories.basic.read ? reference(row.contact_id, row.contact_name) : null,
    owner: { id: row.owner_id, name: row.owner_name },
    title: row.title,
    note: row.note,
    dueAt: row.due_at.toISOString(),
    allDay: row.all_day,
    doneAt: row.done_at?.toISOString() ?? null,
    version: row.version,
  }
}
