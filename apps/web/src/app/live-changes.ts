import type { LiveMessage } from '@quayside/contract'

const looksLikeId = (part: unknown) => typeof part === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(part)

/** Records that changed, by subject. `lists`: one of them itself changed, not only something that belongs to it. */
export type Changed = Map<string, { ids: Set<string>; lists: boolean }>

/** An order of a customer concerns the order, the lists of orders, and the page of that customer. */
export function noteChange(changed: Changed, message: LiveMessage) {
  const note = (subject: string, id: string, lists: boolean) => {
    const known = changed.get(subject) ?? { ids: new Set(), lists: false }
    known.ids.add(id)
    known.lists ||= lists
    changed.set(subject, known)
  }
  note(message.subject, message.id, true)
  // What colleagues wrote to somebody stands among the follow-ups of his day.
  if (message.subject === 'notification') note('followUp', message.id, true)
  if (message.accountId) note('account', message.accountId, message.subject === 'account')
}

/** Is a query with this key about one of the changed records, or about a list they may be in? */
export function concerns(key: readonly unknown[], changed: Changed): boolean {
  const known = changed.get(String(key[0]))
  if (!known) return false
  return looksLikeId(key[1]) ? known.ids.has(String(key[1])) : known.lists
}
