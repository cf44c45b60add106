import { type EdiIssue, type IssueCode, type IssueFacts, sentenceOf, severityOf } from '../issue.ts'
import type { SegmentReader } from '../syntax/read-segments.ts'
import type { Segment } from '../syntax/segment.ts'
import type { Group, Interchange, Transaction } from './envelope.ts'
import { SeenControls } from './seen-controls.ts'
import type { EdiVisitor, Ended } from './visitor.ts'

export interface Open<Head> extends Ended {
  head: Head
}

/** The last segment read, where what is wrong only shows behind it. */
export type Reached = Pick<SegmentReader, 'lastAt' | 'lastNumber'>

/** What holds others. */
export interface Holder<Head> extends Open<Head> {
  /** Control numbers of what it holds. */
  seen: SeenControls
}

const opened = <Head>(head: Head): Holder<Head> => ({
  head,
  whole: true,
  errors: 0,
  count: 0,
  seen: new SeenControls(),
})
const endedOf = ({ whole, errors, count }: Ended): Ended => ({ whole, errors, count })

/** The interchange, group and message that the reader is in: begun and ended before the visitor, and what goes wrong in them told. */
export class OpenEnvelopes {
  readonly #visitor: EdiVisitor
  interchange: Holder<Interchange> | undefined
  group: Holder<Group> | undefined
  transaction: Open<Transaction> | undefined
  readonly #reached: Reached

  constructor(visitor: EdiVisitor, reached: Reached) {
    this.#visitor = visitor
    this.#reached = reached
  }

  beginInterchange(interchange: Interchange): void {
    this.interchange = opened(interchange)
    this.#visitor.interchange?.(interchange)
  }

  beginGroup(group: Group): void {
    this.group = opened(group)
    this.#visitor.group?.(group)
  }

  endTransaction(ended: Open<Transaction>): void {
    this.transaction = undefined
    this.#visitor.transactionEnd?.(ended.head, endedOf(ended))
  }

  endGroup(ended: Open<Group>): void {
    this.group = undefined
    this.#visitor.groupEnd?.(ended.head, endedOf(ended))
  }

  endInterchange(ended: Open<Interchange>): void {
    this.interchange = undefined
    this.#visitor.interchangeEnd?.(ended.head, endedOf(ended))
  }

  /** What was begun and not ended when something else begins or the stream ends. */
  closeTransaction(next: Segment | undefined): void {
    const ending = this.transaction
    if (!ending) return
    ending.whole = false
    this.tell('missingTransactionEnd', next, { tag: this.#standardTag('SE', 'UNT') })
    this.endTransaction(ending)
  }

  closeGroup(next: Segment | undefined): void {
    this.closeTransaction(next)
    const ending = this.group
    if (!ending) return
    ending.whole = false
    this.tell('missingGroupEnd', next)
    this.endGroup(ending)
  }

  closeInterchange(): void {
    this.closeGroup(undefined)
    const ending = this.interchange
    if (!ending) return
    ending.whole = false
    if (ending.head.control !== '' || ending.head.version !== '')
      this.tell('missingInterchangeEnd', undefined, { tag: this.#standardTag('IEA', 'UNZ') })
    this.endInterchange(ending)
  }

  #standardTag = (x12: string, edifact: string) => (this.interchange?.head.standard === 'edifact' ? edifact : x12)

  /** Of no segment: where the bytes themselves are wrong. */
  tellAt(code: IssueCode, at: number, found: string): void {
    this.#report(code, { at, segment: this.#reached.lastNumber, tag: '' }, { found })
  }

  tell(code: IssueCode, segment: Segment | undefined, facts: Partial<IssueFacts> = {}, element?: number): void {
    const place = segment
      ? {
          at: segment.at(element),
          segment: segment.number,
          tag: segment.tag,
          ...(element === undefined ? {} : { element }),
        }
      : { at: this.#reached.lastAt, segment: this.#reached.lastNumber, tag: '' }
    this.#report(code, place, { tag: segment?.tag ?? '', ...facts })
  }

  #report(
    code: IssueCode,
    place: Pick<EdiIssue, 'at' | 'segment' | 'tag' | 'element'>,
    facts: Partial<IssueFacts>,
  ): void {
    const severity = severityOf(code)
    const within = [this.interchange, this.group, this.transaction]
    if (severity === 'error') for (const one of within) if (one) one.errors++
    const [interchange, group, transaction] = within.map((one) => one?.head.control)
    this.#visitor.issue?.({
      code,
      severity,
      ...place,
      ...(facts.found === undefined ? {} : { found: facts.found }),
      ...(interchange ? { interchange } : {}),
      ...(group ? { group } : {}),
      ...(transaction ? { transaction } : {}),
      sentence: sentenceOf(code, facts),
    })
  }
}
