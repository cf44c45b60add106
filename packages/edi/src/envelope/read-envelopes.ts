import { type EdiIssue, type IssueCode, type IssueFacts, sentenceOf, severityOf } from '../issue.ts'
import { edifactDefaults, edifactVersion4, type Standard } from '../syntax/delimiters.ts'
import { type SegmentOptions, SegmentReader, type SyntaxFault } from '../syntax/read-segments.ts'
import type { Segment } from '../syntax/segment.ts'
import {
  edifactGroup,
  edifactInterchange,
  edifactTransaction,
  encodingOf,
  type Group,
  type Interchange,
  impliedInterchange,
  type Transaction,
  x12Group,
  x12Interchange,
  x12Transaction,
} from './envelope.ts'
import { SeenControls } from './seen-controls.ts'

/** How an interchange, group or message ended. */
export interface Ended {
  /** False where the segment that ends it never came. */
  whole: boolean
  /** Errors met in it, those of what it holds included. */
  errors: number
  /** Messages of a group, groups or messages of an interchange, segments of a message with its head and end. */
  count: number
}

/** What the reader tells, in the order of the stream. Every view is good until the call returns. */
export interface EdiVisitor {
  interchange?(interchange: Interchange): void
  group?(group: Group): void
  transaction?(transaction: Transaction): void
  /** The segments of a message between its head (ST, UNH) and end (SE, UNT), those not counted; and outside of messages those of the interchange itself (TA1, TA3, ISB, ISE). */
  segment?(segment: Segment): void
  transactionEnd?(transaction: Transaction, ended: Ended): void
  groupEnd?(group: Group, ended: Ended): void
  interchangeEnd?(interchange: Interchange, ended: Ended): void
  issue?(issue: EdiIssue): void
}

interface Open<Head> extends Ended {
  head: Head
  /** Control numbers of what it holds. */
  seen: SeenControls
}

const isComplete = ({ control, sender, receiver, version }: Interchange) =>
  control !== '' && sender.id !== '' && receiver.id !== '' && version !== '' && version !== ':'

const open = <Head>(head: Head, count = 0): Open<Head> => ({
  head,
  whole: true,
  errors: 0,
  count,
  seen: new SeenControls(),
})
const endedOf = ({ whole, errors, count }: Ended): Ended => ({ whole, errors, count })

const pack = (tag: string) => (tag.charCodeAt(0) << 16) | (tag.charCodeAt(1) << 8) | (tag.charCodeAt(2) || 0)
/** The tag's bytes in one number, which costs no text; 0 where it is no tag (two or three letters and digits). */
function packed(segment: Segment): number {
  const { bytes, starts } = segment
  const from = starts[0] as number
  const length = (starts[1] as number) - 1 - from
  if (length < 2 || length > 3) return 0
  const first = bytes[from] as number
  const second = bytes[from + 1] as number
  if (!isTagByte(first) || !isTagByte(second)) return 0
  if (length === 2) return (first << 16) | (second << 8)
  const third = bytes[from + 2] as number
  return isTagByte(third) ? (first << 16) | (second << 8) | third : 0
}

const isTagByte = (byte: number) => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39)

/**
 * Reads X12 and EDIFACT interchanges from a stream of bytes: checks envelopes, counts and control numbers, and goes on
 * whatever it meets. Push chunks of any size, then end. Never throws on bad data; the visitor is told.
 */
export class EdiReader {
  readonly #visitor: EdiVisitor
  readonly #segments: SegmentReader
  readonly #encoding: string
  #interchange: Open<Interchange> | undefined
  #group: Open<Group> | undefined
  #transaction: Open<Transaction> | undefined
  /** Said once for each interchange. */
  #toldStray = false
  #serviced = false
  /** The last segment met, for what only shows at the end: numbers, since an object for each segment costs more than reading it. */
  #lastAt = 0
  #lastNumber = 0

  /** What a tag means to the envelope; the same tag may be any segment in the other standard. */
  readonly #meanings: Record<Standard, ReadonlyMap<number, (segment: Segment) => void>> = {
    x12: new Map<number, (segment: Segment) => void>([
      [pack('ISA'), (segment) => this.#headed(segment, x12Interchange(segment))],
      [pack('ISX'), (segment) => this.#releases(segment)],
      ...['ISB', 'ISE', 'TA1', 'TA3'].map((tag) => [pack(tag), (segment: Segment) => this.#service(segment)] as const),
      [pack('GS'), (segment) => this.#beginGroup(segment)],
      [pack('ST'), (segment) => this.#beginTransaction(segment)],
      [pack('SE'), (segment) => this.#endTransaction(segment)],
      [pack('GE'), (segment) => this.#endGroup(segment)],
      [pack('IEA'), (segment) => this.#endInterchange(segment)],
    ]),
    edifact: new Map<number, (segment: Segment) => void>([
      [pack('UNB'), (segment) => this.#headed(segment, edifactInterchange(segment))],
      [pack('UNG'), (segment) => this.#beginGroup(segment)],
      [pack('UNH'), (segment) => this.#beginTransaction(segment)],
      [pack('UNT'), (segment) => this.#endTransaction(segment)],
      [pack('UNE'), (segment) => this.#endGroup(segment)],
      [pack('UNZ'), (segment) => this.#endInterchange(segment)],
    ]),
  }

  #meaning: ReadonlyMap<number, (segment: Segment) => void> = this.#meanings.x12
  readonly #mayMean = new Uint8Array(256)

  constructor(visitor: EdiVisitor, options: SegmentOptions = {}) {
    this.#visitor = visitor
    this.#encoding = options.encoding ?? 'utf-8'
    this.#segments = new SegmentReader(
      {
        segment: (segment) => this.#segment(segment),
        fault: (code, at, found) => this.#fault(code, at, found),
        standard: (standard) => this.#speak(standard),
      },
      options,
    )
  }

  push(chunk: Uint8Array): void {
    this.#segments.push(chunk)
  }

  end(): void {
    this.#segments.end()
    this.#closeInterchange()
  }

  #speak(standard: Standard): void {
    this.#meaning = this.#meanings[standard]
    this.#mayMean.fill(0)
    for (const tag of this.#meaning.keys()) this.#mayMean[tag >> 16] = 1
  }

  #segment(segment: Segment): void {
    const tag = packed(segment)
    // Few segments are the envelope's; the first letter tells most of the others.
    const meaning = this.#mayMean[tag >> 16] === 1 ? this.#meaning.get(tag) : undefined
    if (meaning) meaning(segment)
    else if (tag === 0) this.#badTag(segment)
    else this.#inside(segment)
  }

  #inside(segment: Segment): void {
    if (this.#transaction) {
      this.#transaction.count++
      this.#visitor.segment?.(segment)
    } else if (!this.#toldStray) {
      this.#toldStray = true
      this.#tell('straySegment', segment)
    }
    this.#met(segment)
  }

  /** Segments of the interchange itself, outside of groups: acknowledgements and requests for delivery. */
  #service(segment: Segment): void {
    if (this.#transaction) this.#inside(segment)
    else {
      this.#needInterchange(segment)
      this.#serviced = true
      this.#visitor.segment?.(segment)
    }
  }

  /** ISX01, since release 00504: the character that makes the next one data. */
  #releases(segment: Segment): void {
    const release = segment.raw(1).charCodeAt(0)
    if (this.#transaction || Number.isNaN(release)) this.#inside(segment)
    else this.#segments.use({ ...segment.delimiters, release })
  }

  #badTag(segment: Segment): void {
    if (this.#transaction) this.#transaction.count++
    this.#tell('badTag', segment, { found: segment.raw(0) })
  }

  #headed(segment: Segment, interchange: Interchange): void {
    this.#closeInterchange()
    this.#met(segment)
    this.#beginInterchange(interchange)
    if (!isComplete(interchange)) this.#tell('headerIncomplete', segment)
  }

  #met(segment: Segment): void {
    this.#lastAt = segment.base + (segment.starts[0] as number)
    this.#lastNumber = segment.number
  }

  #beginInterchange(interchange: Interchange): void {
    this.#interchange = open(interchange)
    this.#toldStray = false
    this.#serviced = false
    this.#segments.encoding = encodingOf(interchange) ?? this.#encoding
    if (interchange.delimiters === edifactDefaults && interchange.version.endsWith(':4'))
      this.#segments.use(edifactVersion4)
    this.#visitor.interchange?.(interchange)
  }

  /** The interchange a segment lies in; one is implied, and said to be missing, where no header came. */
  #needInterchange(segment: Segment): Open<Interchange> {
    if (!this.#interchange) {
      this.#beginInterchange(impliedInterchange(segment))
      this.#tell('missingInterchange', segment)
    }
    return this.#interchange as unknown as Open<Interchange>
  }

  #beginGroup(segment: Segment): void {
    this.#closeGroup(segment)
    this.#needInterchange(segment).count++
    const group = segment.delimiters.standard === 'x12' ? x12Group(segment) : edifactGroup(segment)
    this.#group = open(group)
    this.#visitor.group?.(group)
  }

  #beginTransaction(segment: Segment): void {
    this.#closeTransaction(segment)
    const interchange = this.#needInterchange(segment)
    const x12 = segment.delimiters.standard === 'x12'
    if (!this.#group && x12 && interchange.head.control !== '') this.#tell('missingGroup', segment)
    const transaction = x12 ? x12Transaction(segment, this.#group?.head) : edifactTransaction(segment)
    const holder = this.#group ?? interchange
    holder.count++
    this.#transaction = open(transaction, 1)
    if (!holder.seen.add(transaction.control))
      this.#tell('transactionRepeated', segment, { found: transaction.control })
    this.#visitor.transaction?.(transaction)
  }

  #endTransaction(segment: Segment): void {
    const ending = this.#transaction
    if (!ending) {
      this.#tell('strayMessageEnd', segment)
      return
    }
    ending.count++
    if (!segment.says(1, String(ending.count))) this.#miscounted('transactionCount', segment, ending.count)
    if (!segment.says(2, ending.head.control)) this.#misnumbered('transactionControl', segment, ending.head.control)
    this.#leaveTransaction(ending)
  }

  #leaveTransaction(ended: Open<Transaction>): void {
    this.#transaction = undefined
    this.#visitor.transactionEnd?.(ended.head, endedOf(ended))
  }

  #endGroup(segment: Segment): void {
    this.#closeTransaction(segment)
    const ending = this.#group
    if (!ending) {
      this.#tell('strayGroupEnd', segment)
      return
    }
    this.#miscounted('groupCount', segment, ending.count)
    this.#misnumbered('groupControl', segment, ending.head.control)
    this.#leaveGroup(ending)
  }

  #leaveGroup(ended: Open<Group>): void {
    this.#group = undefined
    this.#visitor.groupEnd?.(ended.head, endedOf(ended))
  }

  #endInterchange(segment: Segment): void {
    this.#closeGroup(segment)
    const ending = this.#interchange
    this.#segments.leave()
    if (!ending) {
      this.#tell('strayInterchangeEnd', segment)
      return
    }
    // Some count the acknowledgement that is all they send.
    const counts = this.#serviced && ending.count === 0 ? 1 : ending.count
    if (!segment.says(1, String(counts))) this.#miscounted('interchangeCount', segment, ending.count)
    this.#misnumbered('interchangeControl', segment, ending.head.control)
    this.#leaveInterchange(ending)
  }

  #leaveInterchange(ended: Open<Interchange>): void {
    this.#interchange = undefined
    this.#visitor.interchangeEnd?.(ended.head, endedOf(ended))
  }

  /** An end may write the number with zeros before it. */
  #miscounted(code: IssueCode, segment: Segment, counted: number): void {
    const found = segment.text(1).trim()
    if (found === '' || Number(found) !== counted) this.#tell(code, segment, { found, expected: String(counted) }, 1)
  }

  #misnumbered(code: IssueCode, segment: Segment, expected: string): void {
    const found = segment.text(2).trim()
    if (found !== expected) this.#tell(code, segment, { found, expected }, 2)
  }

  /** What was begun and not ended when something else begins or the stream ends. */
  #closeTransaction(next: Segment | undefined): void {
    const ending = this.#transaction
    if (!ending) return
    ending.whole = false
    this.#tell('missingTransactionEnd', next, { tag: this.#standardTag('SE', 'UNT') })
    this.#leaveTransaction(ending)
  }

  #closeGroup(next: Segment | undefined): void {
    this.#closeTransaction(next)
    const ending = this.#group
    if (!ending) return
    ending.whole = false
    this.#tell('missingGroupEnd', next)
    this.#leaveGroup(ending)
  }

  #closeInterchange(): void {
    this.#closeGroup(undefined)
    const ending = this.#interchange
    if (!ending) return
    ending.whole = false
    if (ending.head.control !== '' || ending.head.version !== '')
      this.#tell('missingInterchangeEnd', undefined, { tag: this.#standardTag('IEA', 'UNZ') })
    this.#leaveInterchange(ending)
  }

  #standardTag = (x12: string, edifact: string) => (this.#interchange?.head.standard === 'edifact' ? edifact : x12)

  #fault(code: SyntaxFault, at: number, found: string): void {
    this.#report(code, { at, segment: this.#lastNumber, tag: '' }, { found })
  }

  #tell(code: IssueCode, segment: Segment | undefined, facts: Partial<IssueFacts> = {}, element?: number): void {
    const place = segment
      ? {
          at: segment.at(element),
          segment: segment.number,
          tag: segment.tag,
          ...(element === undefined ? {} : { element }),
        }
      : { at: this.#lastAt, segment: this.#lastNumber, tag: '' }
    this.#report(code, place, { tag: segment?.tag ?? '', ...facts })
  }

  #report(
    code: IssueCode,
    place: Pick<EdiIssue, 'at' | 'segment' | 'tag' | 'element'>,
    facts: Partial<IssueFacts>,
  ): void {
    const severity = severityOf(code)
    const within = [this.#interchange, this.#group, this.#transaction]
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
