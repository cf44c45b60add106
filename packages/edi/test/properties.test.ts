import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EdiWriter, edifactSeparators, x12Separators } from '../src/index.ts'
import { corpus, readAll } from './corpus.ts'

/** Texts of everything a partner may write: separators of both standards, Chinese, emoji. */
const texts = fc.string({
  unit: fc.constantFrom(...'ABZ019 .,-', "'", '+', ':', '?', '*', '~', '>', '^', '上', '海', 'é', '🚢'),
  maxLength: 12,
})
const tags = fc.constantFrom('BGM', 'DTM', 'N1', 'AT7', 'NAD', 'L11', 'LX', 'RFF')
const composite = fc.array(texts, { minLength: 1, maxLength: 4 })
const edifactSegments = fc.array(fc.tuple(tags, fc.array(composite, { minLength: 1, maxLength: 6 })), { maxLength: 20 })
/** X12 has no release character: what separates cannot be data. */
const x12Texts = texts.map((text) => text.replace(/[*~>^]/g, ''))
const x12Segments = fc.array(fc.tuple(tags, fc.array(x12Texts, { minLength: 1, maxLength: 8 })), { maxLength: 20 })
const chunk = fc.integer({ min: 1, max: 300 })

const withoutEmptyEnds = (values: readonly (readonly string[])[]) => JSON.stringify(values)

test('an EDIFACT message that is written is read back, whatever it says, in whatever chunks', () => {
  fc.assert(
    fc.property(edifactSegments, fc.boolean(), chunk, (segments, una, size) => {
      const writer = new EdiWriter({ delimiters: edifactSeparators, lineBreak: size % 2 === 0 ? '\n' : '' })
      if (una) writer.una()
      writer.segment('UNB', ['UNOY', '3'], ['A', '14'], ['B', '14'], ['261122', '1201'], '7')
      writer.segment('UNH', '1', ['IFTSTA', 'D', '00B', 'UN'])
      for (const [tag, elements] of segments) writer.segment(tag, ...elements)
      writer.segment('UNT', String(segments.length + 2), '1').segment('UNZ', '1', '7')
      const read = readAll(writer.bytes(), size)
      expect(read.issues).toEqual([])
      expect(
        read.segments.map((segment) => [segment.tag, withoutEmptyEnds(segment.elements().map((one) => one[0] ?? []))]),
      ).toEqual(segments.map(([tag, elements]) => [tag, withoutEmptyEnds(elements)]))
      expect(writer.replaced).toEqual([])
    }),
  )
})

test('an X12 transaction set that is written is read back, whatever it says, in whatever chunks', () => {
  fc.assert(
    fc.property(x12Segments, chunk, (segments, size) => {
      const writer = new EdiWriter({ delimiters: x12Separators, lineBreak: size % 2 === 0 ? '\r\n' : '' })
      writer.isa(['00', '', '00', '', 'ZZ', 'A', 'ZZ', 'B', '261122', '1201', '^', '00501', '000000007', '0', 'P', '>'])
      writer.segment('GS', 'QM', 'A', 'B', '20261122', '1201', '7', 'X', '005010').segment('ST', '214', '0001')
      for (const [tag, elements] of segments) writer.segment(tag, ...elements)
      writer
        .segment('SE', String(segments.length + 2), '0001')
        .segment('GE', '1', '7')
        .segment('IEA', '1', '000000007')
      const read = readAll(writer.bytes(), size)
      expect(read.issues).toEqual([])
      expect(read.segments.map((segment) => [segment.tag, segment.elements().map((one) => one[0]?.[0])])).toEqual(
        segments,
      )
    }),
  )
})

test('bytes changed, left out and doubled at random in real files never throw and never hang', {
  timeout: 60_000,
}, () => {
  const files = corpus().map(({ bytes }) => bytes)
  const sources =
    files.length > 0 ? files : [Buffer.from("UNB+UNOA:1+A+B+260101:1200+1'UNH+1+ORDERS:D:96A:UN'UNT+2+1'UNZ+1+1'")]
  const random = fc.sample(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { numRuns: 5, seed: 2026 })[0] as number
  let state = random
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state % below
  }
  let changed = 0
  for (let round = 0; changed < 1_000_000; round++) {
    const mutant = Buffer.from(sources[round % sources.length] as Uint8Array)
    if (mutant.length > 20_000) continue
    const changes = 1 + next(Math.max(2, mutant.length))
    for (let at = 0; at < changes; at++) mutant[next(mutant.length)] = next(256)
    changed += changes
    const cut = next(4) === 0 ? mutant.subarray(0, next(mutant.length)) : mutant
    const read = readAll(cut, 1 + next(500))
    for (const issue of read.issues) expect(issue.at).toBeLessThanOrEqual(cut.length)
  }
})
