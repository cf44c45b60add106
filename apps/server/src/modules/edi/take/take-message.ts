import { mayUse, type Sentence } from '@quayside/contract'
import { readAsOwner, type Tx, writeAs } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { findActiveUser } from '../../identity/index.ts'
import { findPartner, maySpeakSo, type Partner, recognise } from '../partners/find-partner.ts'
import { reasons } from '../reasons.ts'
import { act } from './act/index.ts'
import type { Envelope } from './envelope.ts'
import { messageBytesAtMost, readContent } from './message-content.ts'
import { type ReadByDefinition, readByDefinition } from './read-by-definition.ts'
import { claimMessage, layInQuarantine, settleMessage } from './settle-message.ts'
import { isUnderstood, understand } from './understand/index.ts'
import type { WaitingMessage } from './waiting-messages.ts'

/** Everything that is known of a message when it is acted upon. */
export interface InHand {
  envelope: Envelope
  message: WaitingMessage
  partner: Partner
  user: User
  now: Date
}

/**
 * Takes one message: an order, a change, a milestone, an answer, a bill, an acknowledgement; or lays it in quarantine and says why.
 * What is made of it and that it is taken commit together, in the name of the colleague whom the partner's settings name.
 */
export async function takeMessage(context: JobContext, envelope: Envelope, message: WaitingMessage): Promise<void> {
  const { database, clock, files } = context
  const now = clock()
  const partner = await partnerOf(context, envelope, message)
  const against = doubtOf(envelope, message, partner)
  if (!partner || against) {
    const reason = against ?? reasons.partnerUnknown({ sender: envelope.sender })
    await layInQuarantine(database, message, [reason], { now })
    return
  }
  const user = await findActiveUser(database, partner.actsAs)
  if (!user || !mayTake(user)) {
    await layInQuarantine(database, message, [reasons.actorMissing({ partner: partner.name })], { now })
    return
  }
  const stored = message.corrected
    ? { sha256: message.corrected, at: 0, bytes: message.correctedBytes ?? 0 }
    : { sha256: envelope.sha256, at: message.at, bytes: message.bytes }
  const content = await readContent(files, stored, envelope.delimiters)
  const read = readByDefinition(envelope.standard, message.type, content, partner.settings.overrides)
  const understood = understand(envelope.standard, message.type, read.said)
  await writeAs(database, user.id, async (tx) => {
    if (!(await claimMessage(tx, message.id))) return
    await keepFindings(tx, message, partner, read)
    const settled = await act(tx, { envelope, message, partner, user, now }, understood)
    await settleMessage(tx, message.id, settled, now, user.id)
  })
}

async function partnerOf({ database }: JobContext, envelope: Envelope, message: WaitingMessage) {
  return readAsOwner(database, async (db) => {
    const known = message.partnerId ?? envelope.partnerId
    const speaker = { sender: envelope.sender, senderQualifier: envelope.senderQualifier }
    // Until it is taken anew, the identifier may have been given to whom it belongs.
    const isTheirs = known && (message.attempts === 0 || (await maySpeakSo(db, known, speaker)))
    if (isTheirs) return findPartner(db, known)
    return (await recognise(db, speaker)) ?? (known ? findPartner(db, known) : undefined)
  })
}

/** What must be in order before anything of the content counts. Taken anew by a person, the envelope is no longer held against it. */
export function doubtOf(
  envelope: Envelope,
  message: WaitingMessage,
  partner: Partner | undefined,
): Sentence | undefined {
  const byHand = message.attempts > 0
  if (!partner) return undefined
  if (!partner.active) return reasons.partnerInactive({ partner: partner.name })
  if (envelope.receiver !== '' && envelope.receiver !== partner.ourId)
    return reasons.notForUs({ receiver: envelope.receiver, ours: partner.ourId })
  if (envelope.test && !partner.settings.test) return reasons.testInterchange({ partner: partner.name })
  if (!isUnderstood(envelope.standard, message.type)) return reasons.typeUnknown({ type: message.type })
  if (message.bytes > messageBytesAtMost) return reasons.tooLarge({ megabytes: messageBytesAtMost / 1024 ** 2 })
  if (byHand) return undefined
  const { broughtBy } = envelope
  // Whoever may write into one partner's folder may not speak for another.
  if (broughtBy && broughtBy.partnerId !== partner.id)
    return reasons.broughtByAnother({ sender: partner.name, partner: broughtBy.name })
  if (envelope.repeats) return reasons.controlRepeated({ control: envelope.control, at: envelope.repeats })
  if (message.verdict === 'refused') {
    const [first] = message.syntax
    return reasons.envelopeFault({ fault: first?.sentence.zh ?? '', faultEn: first?.sentence.en ?? '' })
  }
  return undefined
}

/** Rights without which the work would fail half way. */
export const mayTake = ({ rights }: User) =>
  mayUse(rights, 'orders', 'create') && rights.modules.edi.change === 'all' && rights.modules.accounts.read === 'all'

async function keepFindings(
  tx: Tx,
  { id, verdict }: WaitingMessage,
  partner: Partner,
  { issues, faults }: ReadByDefinition,
): Promise<void> {
  await tx
    .updateTable('edi_messages')
    .set({
      partner_id: partner.id,
      issues: JSON.stringify(issues),
      verdict: verdict === 'accepted' && faults ? 'withErrors' : verdict,
      about: JSON.stringify(faults ? { faults } : {}),
    })
    .where('id', '=', id)
    .execute()
}
