import type { IssueCode } from '../issue.ts'
import { edifactDefaults, edifactVersion4, type Standard } from '../syntax/delimiters.ts'
import { type SegmentOptions, SegmentReader } from '../syntax/read-segments.ts'
import type { Segment } from '../syntax/segment.ts'
import { byTagNumber, TagTable } from '../syntax/tag-table.ts'
import { tagNumber } from '../syntax/tags.ts'
import {
  EdifactHeads,
  edifactGroup,
  edifactInterchange,
  encodingOf,
  type Interchange,
  impliedInterchange,
  x12Group,
  x12Interchange,
  x12Transaction,
} from './envelope.ts'
import { type Holder, OpenEnvelopes } from './open-envelopes.ts'
import type { EdiVisitor } from './visitor.ts'

const isComplete = ({ control, sender, receiver, version }: Interchange) =>
  control !== '' && sender.id !== '' && receiver.id !== '' && version !== '' && version !== ':'

type Meanings = ReadonlyMap<number, (segment: Segment) => void>

/**
 * Reads X12 and EDIFACT interchanges from a stream of bytes: checks envelopes, counts and control numbers, and goes on
 * whatever it meets. Push chunks of any size, then end. Never throws on bad data; the visitor is told.
 */
export class EdiReader {
  readonly #visitor: EdiVisitor
  readonly #segments: SegmentReader
  readonly #encoding: string
  readonly #open: OpenEnvelopes
  readonly #heads = new EdifactHeads()
  /** Said once for each interchange. */
  #toldStray = false
  #serviced = false

  /** What a tag means to the envelope; the same tag may be any segment in the other standard. */
  readonly #meanings: Record<Standard, Meanings> = {
    x12: new Map([
      [tagNumber('ISA'), (segment: Segment) => this.#headed(segment, x12Interchange(segment))],
      [tagNumber('ISX'), (segment) => this.#releases(segment)],
      ...['ISB', 'ISE', 'TA1', 'TA3'].map(
        (tag) => [tagNumber(tag), (segment: Segment) => this.#service(segment)] as const,
      ),
      [tagNumber('GS'), (segment) => this.#beginGroup(segment)],
      [tagNumber('ST'), (segment) => this.#beginTransaction(segment)],
      [tagNumber('SE'), (segment) => this.#endTransaction(segment)],
      [tagNumber('GE'), (segment) => this.#endGroup(segment)],
      [tagNumber('IEA'), (segment) => this.#endInterchange(segment)],
    ]),
    edifact: new Map([
      [tagNumber('UNB'), (segment: Segment) => this.#headed(segment, edifactInterchange(segment))],
      [tagNumber('UNG'), (segment) => this.#beginGroup(segment)],
      [tagNumber('UNH'), (segment) => this.#beginTransaction(segment)],
      [tagNumber('UNT'), (segment) => this.#endTransaction(segment)],
      [tagNumber('UNE'), (segment) => this.#endGroup(segment)],
      [tagNumber('UNZ'), (segment) => this.#endInterchange(segment)],
    ]),
  }

  #meaning: Meanings = this.#meanings.x12
  readonly #mayMean = new Uint8Array(256)
  readonly #byTag: TagTable<(segment: Segment) => void> | undefined
  /** Within messages, where the visitor does not ask for every segment. */
  #wanted: TagTable<true> | undefined

  constructor(visitor: EdiVisitor, options: SegmentOptions = {}) {
    this.#visitor = visitor
    this.#byTag = visitor.tags && new TagTable(byTagNumber(visitor.tags))
    this.#encoding = options.encoding ?? 'utf-8'
    this.#segments = new SegmentReader(
      {
        segment: (segment) => this.#segment(segment),
        passed: (count) => this.#passed(count),
        fault: (code, at, found) => this.#open.tellAt(code, at, found),
        standard: (standard) => this.#speak(standard),
      },
      options,
    )
    this.#open = new OpenEnvelopes(visitor, this.#segments)
  }

  push(chunk: Uint8Array): void {
    this.#segments.push(chunk)
  }

  end(): void {
    this.#segments.end()
    this.#open.closeInterchange()
  }

  #speak(standard: Standard): void {
    this.#meaning = this.#meanings[standard]
    this.#mayMean.fill(0)
    for (const tag of this.#meaning.keys()) this.#mayMean[tag >> 16] = 1
    const { segment, tags = {} } = this.#visitor
    // What is no tag is an issue, and so it is wanted.
    const wanted = [0, ...this.#meaning.keys(), ...byTagNumber(tags).keys()]
    this.#wanted = segment ? undefined : new TagTable(new Map(wanted.map((tag) => [tag, true])))
  }

  /** Only within a message is nothing passed over that should be told. */
  #passed(count: number): void {
    if (this.#open.transaction) this.#open.transaction.count += count
  }

  #segment(segment: Segment): void {
    const tag = segment.tagNumber
    // Few segments are the envelope's; the first letter tells most of the others.
    const meaning = this.#mayMean[tag >> 16] === 1 ? this.#meaning.get(tag) : undefined
    if (meaning) {
      meaning(segment)
      // However a message ended: outside of them every segment is told.
      if (!this.#open.transaction) this.#segments.wanted = undefined
    } else if (tag === 0) this.#badTag(segment)
    else this.#inside(segment)
  }

  #inside(segment: Segment): void {
    const open = this.#open
    if (open.transaction) {
      open.transaction.count++
      this.#tell(segment)
    } else if (!this.#toldStray) {
      this.#toldStray = true
      open.tell('straySegment', segment)
    }
  }

  /** Segments of the interchange itself, outside of groups: acknowledgements and requests for delivery. */
  #service(segment: Segment): void {
    if (this.#open.transaction) this.#inside(segment)
    else {
      this.#needInterchange(segment)
      this.#serviced = true
      this.#tell(segment)
    }
  }

  #tell(segment: Segment): void {
    const take = this.#byTag?.get(segment.tagNumber)
    if (take) take(segment)
    else this.#visitor.segment?.(segment)
  }

  /** ISX01, since release 00504: the character that makes the next one data. */
  #releases(segment: Segment): void {
    const release = segment.raw(1).charCodeAt(0)
    if (this.#open.transaction || Number.isNaN(release)) this.#inside(segment)
    else this.#segments.use({ ...segment.delimiters, release })
  }

  #badTag(segment: Segment): void {
    if (this.#open.transaction) this.#open.transaction.count++
    this.#open.tell('badTag', segment, { found: segment.raw(0) })
  }

  #headed(segment: Segment, interchange: Interchange): void {
    this.#open.closeInterchange()
    this.#beginInterchange(interchange)
    if (!isComplete(interchange)) this.#open.tell('headerIncomplete', segment)
  }

  #beginInterchange(interchange: Interchange): void {
    this.#toldStray = false
    this.#serviced = false
    this.#segments.encoding = encodingOf(interchange) ?? this.#encoding
    if (interchange.delimiters === edifactDefaults && interchange.version.endsWith(':4'))
      this.#segments.use(edifactVersion4)
    this.#open.beginInterchange(interchange)
  }

  /** The interchange a segment lies in; one is implied, and said to be missing, where no header came. */
  #needInterchange(segment: Segment): Holder<Interchange> {
    if (!this.#open.interchange) {
      this.#beginInterchange(impliedInterchange(segment))
      this.#open.tell('missingInterchange', segment)
    }
    return this.#open.interchange as Holder<Interchange>
  }

  #beginGroup(segment: Segment): void {
    this.#open.closeGroup(segment)
    this.#needInterchange(segment).count++
    this.#open.beginGroup(segment.delimiters.standard === 'x12' ? x12Group(segment) : edifactGroup(segment))
  }

  #beginTransaction(segment: Segment): void {
    const open = this.#open
    open.closeTransaction(segment)
    const interchange = this.#needInterchange(segment)
    const x12 = segment.delimiters.standard === 'x12'
    if (!open.group && x12 && interchange.head.control !== '') open.tell('missingGroup', segment)
    const head = x12 ? x12Transaction(segment, open.group?.head) : this.#heads.read(segment)
    const holder = open.group ?? interchange
    holder.count++
    open.transaction = { head, whole: true, errors: 0, count: 1 }
    this.#segments.wanted = this.#wanted
    this.#visitor.transaction?.(head)
    // Once it has begun, so that it is told of this transaction and acknowledged with it.
    if (!holder.seen.add(head.control)) open.tell('transactionRepeated', segment, { found: head.control })
  }

  #endTransaction(segment: Segment): void {
    const ending = this.#open.transaction
    if (!ending) {
      this.#open.tell('strayMessageEnd', segment)
      return
    }
    ending.count++
    if (!segment.says(1, String(ending.count))) this.#miscounted('transactionCount', segment, ending.count)
    if (!segment.says(2, ending.head.control)) this.#misnumbered('transactionControl', segment, ending.head.control)
    this.#open.endTransaction(ending)
  }

  #endGroup(segment: Segment): void {
    this.#open.closeTransaction(segment)
    const ending = this.#open.group
    if (!ending) {
      this.#open.tell('strayGroupEnd', segment)
      return
    }
    this.#miscounted('groupCount', segment, ending.count)
    this.#misnumbered('groupControl', segment, ending.head.control)
    this.#open.endGroup(ending)
  }

  #endInterchange(segment: Segment): void {
    this.#open.closeGroup(segment)
    const ending = this.#open.interchange
    this.#segments.leave()
    if (!ending) {
      this.#open.tell('strayInterchangeEnd', segment)
      return
    }
    // Some count the acknowledgement that is all they send.
    const counts = this.#serviced && ending.count === 0 ? 1 : ending.count
    if (!segment.says(1, String(counts))) this.#miscounted('interchangeCount', segment, ending.count)
    this.#misnumbered('interchangeControl', segment, ending.head.control)
    this.#open.endInterchange(ending)
  }

  /** An end may write the number with zeros before it. */
  #miscounted(code: IssueCode, segment: Segment, counted: number): void {
    const found = segment.text(1).trim()
    if (found === '' || Number(found) !== counted)
      this.#open.tell(code, segment, { found, expected: String(counted) }, 1)
  }

  #misnumbered(code: IssueCode, segment: Segment, expected: string): void {
    const found = segment.text(2).trim()
    if (found !== expected) this.#open.tell(code, segment, { found, expected }, 2)
  }
}
