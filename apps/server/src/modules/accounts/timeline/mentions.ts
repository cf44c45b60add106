import type { Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notify } from '../../../platform/notify.ts'

/** A mention is written `@[Name](user-id)`. */
const mention = /@\[[^\]\n]{1,200}\]\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/gi
const mostMentions = 50

export function mentionedIn(body: string): Id[] {
  const ids = [...body.matchAll(mention)].map((found) => (found[1] as string).toLowerCase())
  return [...new Set(ids)].slice(0, mostMentions)
}

const excerptLength = 160

/** Tells the colleagues named; `users` are those among them who may see the account. Nobody is told of himself. */
export async function notifyMentioned(
  tx: Tx,
  author: User,
  interaction: { id: Id; accountId: Id; subject: string; body: string },
  users: readonly Id[],
  now: Date,
): Promise<void> {
  const { id, accountId, subject, body } = interaction
  const data = {
    interactionId: id,
    by: { id: author.id, name: author.name },
    subject,
    excerpt: body
      .replace(/@\[([^\]\n]*)\]\([^)]*\)/g, '@$1')
      .slice(0, excerptLength)
      .toWellFormed(),
  }
  const others = users.filter((user) => user !== author.id)
  await notify(
    tx,
    author.id,
    others.map((userId) => ({ userId, kind: 'mention', accountId, data })),
    now,
  )
}
