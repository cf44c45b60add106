import { connectionOf, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import { recognise } from '../partners/find-partner.ts'
import { takeInterchangeJob } from '../take/take-interchange.job.ts'
import { insertInterchange } from './insert-interchanges.ts'
import { insertMessages, type MessageRow, messageRow } from './insert-messages.ts'
import { issuesAsJson } from './issues-as-json.ts'
import type { Outlined, OutlinedInterchange, OutlinedMessage } from './outline.ts'
import { findRepeated } from './repeated.ts'

interface File {
  id: Id
  sha256: string
  receivedAt: Date
}

/** Writes down what an outline tells, piece by piece. */
export class NoteInterchanges {
  interchanges = 0
  readonly #file: File
  /** By the sender of a group. */
  readonly #speakers = new Map<string, Id | undefined>()
  #waiting: Outlined[] = []
  /** The interchange that the next messages belong to. */
  #current: { id: Id; partnerId: Id | null; repeated: boolean } | undefined

  constructor(file: File) {
    this.#file = file
  }

  get size(): number {
    return this.#waiting.length
  }

  add(more: readonly Outlined[]): void {
    for (const one of more) this.#waiting.push(one)
  }

  async write(tx: Tx, now: Date): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    let rows: MessageRow[] = []
    for (const one of waiting) {
      if (one.what === 'message') {
        // What came before, word for word, is not taken apart again.
        const current = this.#current
        if (!current || current.repeated) continue
        const partnerId = (await this.#speaker(tx, one.message)) ?? current.partnerId
        current.partnerId ??= partnerId
        rows.push(messageRow(one.message, { id: current.id, partnerId }, this.#file.receivedAt))
        continue
      }
      await insertMessages(tx, rows)
      rows = []
      if (one.what === 'interchange') await this.#begin(tx, one)
      else await this.#end(tx, one, now)
    }
    await insertMessages(tx, rows)
  }

  /** Who speaks in a group, where its sender is a partner of his own in a mailbox of several. */
  async #speaker(tx: Tx, { group }: OutlinedMessage): Promise<Id | undefined> {
    const sender = group?.sender ?? ''
    if (sender === '') return undefined
    if (!this.#speakers.has(sender)) {
      const partner = await recognise(tx, { sender: '', senderQualifier: '', group: sender })
      this.#speakers.set(sender, partner?.id)
    }
    return this.#speakers.get(sender)
  }

  async #begin(tx: Tx, outlined: OutlinedInterchange): Promise<void> {
    this.interchanges++
    const { sender } = outlined.interchange
    const partner = await recognise(tx, { sender: sender.id, senderQualifier: sender.qualifier })
    const found = await findRepeated(tx, this.#file, outlined)
    const inserted = await insertInterchange(tx, this.#file, outlined, partner?.id ?? null, found)
    this.#current = { ...inserted, partnerId: partner?.id ?? null }
  }

  async #end(tx: Tx, { whole, issues }: Outlined & { what: 'end' }, now: Date): Promise<void> {
    const current = this.#current
    this.#current = undefined
    if (!current || current.repeated) return
    const { rowCount } = await connectionOf(tx).query(
      `update edi_interchanges set state = 'taking', whole = $2, issues = $3, partner_id = coalesce(partner_id, $4)
       where  id = $1 and state = 'reading'`,
      [current.id, whole, issuesAsJson(issues, 0), current.partnerId],
    )
    if (rowCount === 1)
      await sendJob(tx, takeInterchangeJob, { interchangeId: current.id }, { now, singleKey: current.id })
  }
}
