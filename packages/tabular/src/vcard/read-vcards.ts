import { createReadStream } from 'node:fs'
import { decoderFor } from '../delimited/decode.ts'
import type { DetectedVCard, Encoding } from '../detected.ts'
import { valueIssue } from '../issue.ts'
import { type ContentLine, ContentLineJoiner } from './content-lines.ts'
import { completeName, fillVCard } from './fill-vcard.ts'
import { propertyText, unescapeText } from './property-text.ts'
import { emptyVCard, type VCard } from './vcard.ts'

/** Bytes; a photo of 6 MB fits. A longer line is cut: without an end it would be searched again with every piece. */
const longestLine = 8_388_608

/** Every card of a file, vCard 2.1, 3.0 and 4.0 mixed as they come, one at a time in memory. */
export async function* readVCards(path: string, detected: Pick<DetectedVCard, 'encoding'>): AsyncGenerator<VCard> {
  yield* parseVCards(createReadStream(path), detected.encoding)
}

export async function* parseVCards(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<VCard> {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be'
  const collector = new CardCollector(wide ? 'utf-8' : encoding)
  const decode = decoderFor(encoding)
  const toBytes = (piece: Buffer | null) =>
    wide ? Buffer.from(decode(piece)).toString('latin1') : (piece?.toString('latin1') ?? '')
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + toBytes(piece)).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) {
      lines.push(rest)
      rest = ''
    }
    yield* collector.take(lines)
  }
  yield* collector.take((rest + toBytes(null)).split(/\r\n|\n|\r/))
  yield* collector.finish()
}

/** Cards may stand inside cards (AGENT of 2.1), so the open ones are a stack. */
class CardCollector {
  private readonly open: VCard[] = []
  private readonly done: VCard[] = []
  private readonly labelled = new Map<string, string[]>()
  private agentExpected = false
  private readonly joiner = new ContentLineJoiner((line) => this.accept(line))
  private readonly encoding: Encoding

  constructor(encoding: Encoding) {
    this.encoding = encoding
  }

  take(lines: string[]): VCard[] {
    for (const line of lines)
      this.joiner.push(this.done.length + this.open.length === 0 ? line.replace(/^(\xef\xbb\xbf|\ufeff)/, '') : line)
    return this.done.splice(0)
  }

  finish(): VCard[] {
    this.joiner.flush()
    while (this.open.length > 0) this.closeBroken()
    return this.done.splice(0)
  }

  private accept(line: ContentLine): void {
    if (line.name === 'BEGIN' && /^\s*VCARD\s*$/i.test(line.value)) this.begin(line)
    else if (line.name === 'END' && /^\s*VCARD\s*$/i.test(line.value)) this.close()
    else if (this.open.length > 0) this.property(line)
  }

  /** A BEGIN that no AGENT announced: the card before it was never ended. */
  private begin(line: ContentLine): void {
    if (this.open.length > 0 && !this.agentExpected) this.closeBroken()
    this.agentExpected = false
    this.open.push(emptyVCard(line.line))
  }

  private property(line: ContentLine): void {
    const card = this.open.at(-1)
    if (!card) return
    this.agentExpected = line.name === 'AGENT' && line.value.trim() === ''
    if (/^(PHOTO|LOGO|SOUND|KEY)$/.test(line.name)) return
    const text = propertyText(line, this.encoding, (charset) => {
      card.issues.push({ code: 'unknownCharset', severity: 'warning', row: line.line, params: { charset } })
    })
    if (line.name === 'AGENT') {
      if (text !== '') this.inlineAgent(card, text)
      return
    }
    if (line.name === 'X-ABLABEL') this.label(line.group, text)
    else fillVCard(card, line, text)
    if (line.group !== '') this.remember(line, card)
  }

  /** vCard 3.0 puts the assistant's card into the value, its line ends escaped. */
  private inlineAgent(card: VCard, text: string): void {
    const nested = new CardCollector('utf-8')
    const bytes = Buffer.from(unescapeText(text)).toString('latin1')
    card.agents.push(...nested.take(bytes.split('\n')), ...nested.finish())
  }

  /** Apple labels a grouped property by a second one: `item1.TEL`, `item1.X-ABLabel:_$!<Work>!$_`. */
  private label(group: string, text: string): void {
    const label = unescapeText(text)
      .replace(/^_\$!<(.*)>!\$_$/, '$1')
      .toLowerCase()
    this.labelled.get(group)?.push(label)
  }

  private remember(line: ContentLine, card: VCard): void {
    const list =
      line.name === 'TEL'
        ? card.phones
        : line.name === 'EMAIL'
          ? card.emails
          : line.name === 'ADR'
            ? card.addresses
            : []
    const types = list.at(-1)?.types
    if (types) this.labelled.set(line.group, types)
  }

  private close(): void {
    const card = this.open.pop()
    if (!card) return
    completeName(card)
    this.labelled.clear()
    const parent = this.open.at(-1)
    if (parent) parent.agents.push(card)
    else this.done.push(card)
  }

  private closeBroken(): void {
    const card = this.open.at(-1)
    card?.issues.push({ ...valueIssue('brokenVCard', card.fn).issue, row: card.line })
    this.close()
  }
}
