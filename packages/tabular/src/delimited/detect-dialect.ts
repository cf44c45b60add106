import type { LineEnd } from '../detected.ts'
import { defaultLimits } from '../limits.ts'
import { type Dialect, RecordTokenizer } from './tokenizer.ts'

const usual = [',', '\t', ';', '|']
const unusual = [
  '^',
  '~',
  '\x01',
  '\x1f',
  '\x1e',
  '\x02',
  '¦',
  '§',
  '·',
  '、',
  '，',
  '；',
  '｜',
  '#',
  '!',
  '$',
  '%',
  '&',
  '*',
  ':',
  '/',
  '=',
  '+',
  '@',
  '`',
]
const sampleRecords = 500

export type DialectGuess = Dialect & { records: string[][]; sepLine: boolean }

/** `text` is the beginning of the file; `complete` tells whether it is all of it. */
export function detectDialect(text: string, complete: boolean): DialectGuess {
  const lineEnd = detectLineEnd(text)
  const declared = /^sep=(.)(?=[\r\n])/.exec(text)?.[1]
  const quote = detectQuote(text)
  if (declared) {
    const dialect = { delimiter: declared, quote, lineEnd }
    return { ...dialect, records: [[''], ...readSample(text, dialect, complete).slice(1)], sepLine: true }
  }
  const best = bestOf(usual, text, quote, lineEnd, complete)
  if (best.score >= 0.6) return best.guess
  const other = bestOf(unusual.concat(repeatedMarks(text)), text, quote, lineEnd, complete)
  if (other.score > best.score && other.score >= 0.6 && other.share >= 0.9) return other.guess
  if (best.score > 0) return best.guess
  const dialect = { delimiter: ',', quote, lineEnd }
  return { ...dialect, records: readSample(text, dialect, complete), sepLine: false }
}

/** Line ends inside quoted cells count too: a rare mistake costs nothing, `mixed` reads every one. */
function detectLineEnd(text: string): LineEnd {
  const crlf = text.split('\r\n').length - 1
  const lf = text.split('\n').length - 1 - crlf
  const cr = text.split('\r').length - 1 - crlf - (text.endsWith('\r') ? 1 : 0)
  if (crlf + lf + cr === 0) return text.endsWith('\r') ? '\r' : '\n'
  const total = crlf + lf + cr
  if (crlf + lf === 0) return '\r'
  if (cr / total > 0.05 && cr / total < 0.95) return linesAreMixed(text) ? 'mixed' : crlf > lf ? '\r\n' : '\n'
  if (cr / total >= 0.95) return '\r'
  return crlf >= lf ? '\r\n' : '\n'
}

/** A bare CR ends lines only where it stands outside quotes. */
function linesAreMixed(text: string): boolean {
  const outside = text.replace(/"(?:[^"]|"")*"/g, '')
  return /\r(?!\n)./.test(outside)
}

/** `'` only where cells start and end with it and none does with `"`. */
function detectQuote(text: string): '"' | "'" {
  if (/(?:^|[^\w\s"])"|\n"/.test(text)) return '"'
  const apostrophes = text.match(/(?:^|[,;\t|\r\n])'[^'\r\n]*'(?=[,;\t|\r\n]|$)/g)?.length ?? 0
  return apostrophes >= text.split(/\r\n|\n|\r/).length - 1 && apostrophes > 1 ? "'" : '"'
}

/** Marks standing equally often in the first two lines: a delimiter nobody thought of. */
function repeatedMarks(text: string): string[] {
  const [first = '', second = ''] = text.split(/\r\n|\n|\r/, 2)
  const marks = new Set(first.match(/[^\p{L}\p{N}\p{M}\s"'._\-()]/gu) ?? [])
  return [...marks].filter((mark) => first.split(mark).length === second.split(mark).length)
}

type Scored = { guess: DialectGuess; score: number; share: number }

function bestOf(delimiters: string[], text: string, quote: string, lineEnd: LineEnd, complete: boolean): Scored {
  let best: Scored = { guess: { delimiter: ',', quote, lineEnd, records: [], sepLine: false }, score: 0, share: 0 }
  for (const delimiter of delimiters) {
    if (!text.includes(delimiter)) continue
    const dialect = { delimiter, quote, lineEnd }
    const records = readSample(text, dialect, complete)
    const { width, share } = commonWidth(records)
    if (width < 2) continue
    const score = share * share * (1 - 1 / (width + 1)) ** 0.25
    if (score > best.score) best = { guess: { ...dialect, records, sepLine: false }, score, share }
  }
  return best
}

/** The most frequent number of cells, and the share of records that have it. */
export function commonWidth(records: string[][]): { width: number; share: number } {
  const counts = new Map<number, number>()
  const solid = records.filter((record) => !isBlank(record))
  for (const record of solid) counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
  let width = 0
  let most = 0
  for (const [candidate, count] of counts) {
    if (count > most || (count === most && candidate > width)) {
      width = candidate
      most = count
    }
  }
  return { width, share: solid.length === 0 ? 0 : most / solid.length }
}

function readSample(text: string, dialect: Dialect, complete: boolean): string[][] {
  const records: string[][] = []
  const tokenizer = new RecordTokenizer(dialect, { ...defaultLimits, maxColumns: 100_000 }, (cells) => {
    records.push(cells ?? [''])
  })
  tokenizer.push(text)
  if (complete || records.length === 0) tokenizer.end()
  return records.slice(0, sampleRecords)
}

/** Blank records stay as [''], for the header's record number. */
export function isBlank(record: string[]): boolean {
  return record.length === 1 && (record[0] ?? '').trim() === ''
}
