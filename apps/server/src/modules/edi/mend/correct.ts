import { Readable } from 'node:stream'
import type { BodyOf, correctEdiMessage } from '@quayside/contract'
import type { Segment } from '@quayside/edi'
import { connectionOf, type Tx } from '../../../platform/database.ts'
import type { FileStore } from '../../../platform/files/index.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tellsMoney } from '../show/money-segments.ts'
import { storedMessage } from '../show/stored-message.ts'
import { type Content, messageBytesAtMost, readContent, textOf } from '../take/message-content.ts'
import { lockToMend, replay } from './replay.ts'

type Edits = BodyOf<typeof correctEdiMessage>['edits']

/** Keeps a copy with some segments put right beside the original, with who and why, and has the message taken from it. */
export async function correctMessage(
  tx: Tx,
  files: FileStore,
  user: User,
  id: Id,
  { edits, why }: BodyOf<typeof correctEdiMessage>,
  now: Date,
): Promise<void> {
  const message = await lockToMend(tx, id)
  const stored = await storedMessage(tx, id)
  const content = await readContent(files, stored, stored.delimiters)
  const seesMoney = user.rights.categories.finance.read
  const changes = changesOf(content, edits, seesMoney)
  const bytes = rewritten(content, new Map(edits.map(({ segment, text }) => [segment, text])))
  const kept = await files.put(Readable.from([bytes]), { limitBytes: messageBytesAtMost })
  await connectionOf(tx).query(
    `insert into edi_corrections (id, message_id, sha256, bytes, edits, why, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), id, kept.sha256, kept.bytes, JSON.stringify(changes), why, user.id, now],
  )
  await replay(tx, user, message, now, 'corrected')
}

/** What each edit changes; refused where there is no such segment, or it tells money and whoever edits it may not see that. */
function changesOf({ segments }: Content, edits: Edits, seesMoney: boolean) {
  return edits.map(({ segment, text }) => {
    // Segment 1 is the head, which is not among them.
    const found: Segment | undefined = segments[segment - 2]
    if (!found) throw new Refusal('ediNoSuchSegment', 422, `The message has no segment ${segment}.`)
    if (
      !seesMoney &&
      (tellsMoney(found.tag) ||
        tellsMoney(
          text
            .trim()
            .slice(0, 3)
            .replace(/[^A-Z0-9]/g, ''),
        ))
    )
      throw new Refusal('ediMoneyHidden', 403, 'This segment tells money, which your roles do not show.')
    return { segment, was: textOf(found), now: text.trim() === '' ? null : text.trim() }
  })
}

function rewritten({ head, segments, delimiters }: Content, edits: ReadonlyMap<number, string>): Buffer {
  const end = Buffer.from([delimiters.terminator, ...delimiters.terminatorTail])
  const ended = (text: Buffer) =>
    text.length === 0 || text.subarray(-end.length).equals(end) ? text : Buffer.concat([text, end])
  const parts = segments.map((segment, at) => {
    const edited = edits.get(at + 2)
    const text = edited === undefined ? segment.bytes.subarray(segment.start, segment.end) : Buffer.from(edited.trim())
    return ended(Buffer.from(text))
  })
  return Buffer.concat([ended(head), ...parts])
}
