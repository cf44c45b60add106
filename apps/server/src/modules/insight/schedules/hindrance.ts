import { mayUse, type Sentence } from '@quayside/contract'
import { type Db, readAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findActiveUser } from '../../identity/index.ts'
import { missReasons } from './reasons.ts'
import { mayReach, rulesOf } from './report-rules.ts'
import type { MadeReport } from './run-report.ts'

/** Beyond it a mail server refuses many a mail: with the letters of its coding it is a third larger on the way. */
const attachedBytesAtMost = 10_000_000
/** In one person's name. Far above what people send, far below what makes a company's mail server be taken for a source of spam. */
export const mailsADay = 1_000

export const isAttachable = ({ content }: MadeReport) => content.length <= attachedBytesAtMost

export interface Recipient {
  recipient: string
  user_id: Id | null
  email: string | null
}

/** Why this recipient is not to get it at this moment; null: nothing stands against it. */
export async function hindranceOf(
  { database, mail }: JobContext,
  ownerId: Id,
  made: MadeReport,
  { recipient, user_id }: Recipient,
  now: Date,
): Promise<Sentence | null> {
  if (user_id !== null) {
    const user = await findActiveUser(database, user_id)
    if (!user) return missReasons.recipientInactive
    if (!mayUse(user.rights, 'analyses', 'read') || isRefused(() => made.analysis.refuse(user, 'read', made.query)))
      return missReasons.recipientMayNot
  } else {
    if (!mail) return missReasons.mailNotSetUp
    if (!mayReach(await readAsOwner(database, rulesOf), recipient)) return missReasons.outsideNotAllowed
    if (!isAttachable(made)) return missReasons.tooLargeForOutside
  }
  if (mail && (await readAsOwner(database, (db) => mailsOfDay(db, ownerId, now))) >= mailsADay)
    return missReasons.dailyLimit(mailsADay)
  return null
}

function isRefused(check: () => void): boolean {
  try {
    check()
    return false
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}

async function mailsOfDay(db: Db, ownerId: Id, now: Date): Promise<number> {
  const since = new Date(now.getTime() - 86_400_000)
  const { count } = await db
    .selectFrom('report_deliveries as d')
    .innerJoin('report_runs as r', 'r.id', 'd.run_id')
    .where('r.owner_id', '=', ownerId)
    .where('d.at', '>', since)
    .where('d.state', 'in', ['sending', 'sent', 'unsure'])
    .select((select) => select.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
