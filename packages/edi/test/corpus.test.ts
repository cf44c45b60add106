import { isUtf8 } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { EdiWriter } from '../src/index.ts'
import { SegmentReader } from '../src/syntax/read-segments.ts'
import { type CorpusFile, corpus, hasCorpus, readAll } from './corpus.ts'

const files = corpus()
if (!hasCorpus) console.log('The EDI corpus is not beside the project (../shared/data/edi): its tests are skipped.')

/** Cut from the sources of other libraries' tests: fragments without messages, or with program text in the middle. */
const cutFragments =
  /stream_(?:Composite|Segment)ValidationTest|ErrorEventsTest|StaEDIXMLStreamReaderTest\.java_1|JacksonJsonParserTest|StaEDIStreamReaderTest\.java_[789]\./

/**
 * The checker reads an ISA by its fixed widths alone: where those are wrong it misses the end of the interchange or compares
 * control numbers that carry a terminator. We read on by the separators found, and say that the header is not as it should be.
 */
const misread = 'headerNotFixed'
const codeOf: [RegExp, string[]][] = [
  [/^ISA-not-106-fixed$/, [misread]],
  [/^missing-IEA$/, ['missingInterchangeEnd', misread]],
  [/^missing-UNZ$/, ['missingInterchangeEnd']],
  [/^no-(ISA|UNB)$/, ['missingInterchange', 'notEdi', 'headerIncomplete']],
  [/^IEA02!=ISA13$/, ['interchangeControl', misread]],
  [/^UNZ0020!=UNB$/, ['interchangeControl']],
  [/^(IEA01|UNZ0036)=/, ['interchangeCount']],
  [/^GE02!=GS06$/, ['groupControl', misread]],
  [/^GE01=/, ['groupCount']],
  [/^(SE02!=ST02|UNT0062!=UNH)$/, ['transactionControl']],
  [/^(SE01|UNT0074)=/, ['transactionCount']],
  [/^(missing-SE|missing-UNT|ST-without-SE)$/, ['missingTransactionEnd']],
  [/^no-final-terminator$/, ['noTerminator']],
]
const codesFor = (fault: string) => codeOf.find(([pattern]) => pattern.test(fault))?.[1] ?? []

const clean = files.filter(({ faults, file }) => faults.length === 0 && !cutFragments.test(file))
const faulty = files.filter(({ faults }) => faults.length > 0)

describe.skipIf(!hasCorpus)('files of other people', () => {
  test.each(clean.map((file) => [file.file, file] as const))('%s is read whole and without an issue', (_, file) => {
    const { issues, transactions } = readAll(file.bytes)
    expect(issues.map(({ code, at }) => `${code}@${at}`)).toEqual([])
    expect(transactions).toHaveLength(file.messages)
    expect([...new Set(transactions.map(({ type }) => type))].sort()).toEqual([...file.types].sort())
  })

  test.each(faulty.map((file) => [file.file, file] as const))(
    '%s yields the faults that its manifest names',
    (_, file) => {
      const { issues } = readAll(file.bytes)
      for (const fault of file.faults)
        expect(
          issues.map(({ code }) => code),
          fault,
        ).toContainEqual(oneOf(codesFor(fault)))
      for (const issue of issues) expect(issue.at).toBeLessThanOrEqual(file.bytes.length)
    },
  )

  test('a fault in counting stands at the very segment and says both numbers', () => {
    for (const file of faulty) {
      const declared = file.faults.flatMap((fault) => /^(?:SE01|UNT0074)=(\d+)!=(\d+)$/.exec(fault)?.slice(1, 3) ?? [])
      if (declared.length !== 2) continue
      const issue = readAll(file.bytes).issues.find(({ code }) => code === 'transactionCount')
      expect(issue?.sentence.en, file.file).toContain(`${declared[0]} segments; ${declared[1]} were read`)
      const there = Buffer.from(file.bytes).toString('latin1').slice(issue?.at)
      expect(there.startsWith(declared[0] as string), file.file).toBe(true)
    }
  })

  test('every file reads the same in chunks of one byte, of seven, and whole', { timeout: 60_000 }, () => {
    for (const { bytes, file } of files) {
      const whole = JSON.stringify(readAll(bytes).issues)
      expect(JSON.stringify(readAll(bytes, 7).issues), file).toBe(whole)
      if (bytes.length < 20_000) expect(JSON.stringify(readAll(bytes, 1).issues), file).toBe(whole)
    }
  })

  test('every clean file is written back byte for byte where its segments are canonical', () => {
    const written = clean.map((file) => [file, rewritten(file)] as const)
    const changed = written.filter(([file, bytes]) => !bytes.equals(file.bytes))
    const excuses = changed.map(([file, bytes]) => [file.file, excuse(file, bytes)])
    expect(excuses.filter(([, why]) => why === undefined)).toEqual([])
    expect(changed.length).toBeLessThan(clean.length / 20)
  })
})

const oneOf = (codes: string[]) => expect.stringMatching(new RegExp(`^(${codes.join('|')})$`))

/** All segments of a file, envelope and all, through the writer; what stands between segments is put back as it was. */
function rewritten({ bytes }: CorpusFile): Buffer {
  const pieces: Uint8Array[] = []
  const encoding = isUtf8(bytes) ? 'utf-8' : 'latin1'
  let end = 0
  const reader = new SegmentReader({
    segment: (segment) => {
      const writer = new EdiWriter({ delimiters: segment.delimiters, encoding })
      segment.encoding = encoding
      if (segment.tag === 'ISA') writer.isa(Array.from({ length: 16 }, (_, at) => segment.raw(at + 1)))
      else writer.segment(segment.raw(0), ...segment.elements())
      const piece = writer.bytes()
      pieces.push(bytes.subarray(end, segment.at()), piece)
      end = segment.at() + piece.length
    },
    fault: () => undefined,
    passed: () => undefined,
    standard: () => undefined,
  })
  reader.push(bytes)
  reader.end()
  return Buffer.concat([...pieces, bytes.subarray(end)])
}

/** Why a file may come out otherwise. */
function excuse({ bytes }: CorpusFile, written: Buffer): string | undefined {
  if (written.subarray(0, bytes.length).equals(bytes)) return 'its last terminator was left off'
  const at = bytes.findIndex((byte, index) => written[index] !== byte)
  return bytes[at] === '?'.charCodeAt(0) ? 'it releases a character that need not be' : undefined
}
