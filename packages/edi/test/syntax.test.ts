import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EdiReader } from '../src/index.ts'
import { type Delimiters, edifactDefaults, x12Defaults } from '../src/syntax/delimiters.ts'
import { oneByOne, ServiceMarks, sixteenAtOnce } from '../src/syntax/mark-service-bytes.ts'
import {
  endColumn,
  firstColumn,
  lastColumn,
  oddColumn,
  rowSize,
  startColumn,
  tagColumn,
} from '../src/syntax/row-columns.ts'
import { SegmentRows } from '../src/syntax/segment-rows.ts'
import { isBlank, kindsOf } from '../src/syntax/service-bytes.ts'
import { borrowWindow, giveBack, type WasmWindow } from '../src/syntax/wasm-window.ts'
import { corpus, readAll } from './corpus.ts'

const edifact = (...segments: string[]) =>
  `UNB+UNOY:4+A+B+261122:1201+7'UNH+1+IFTSTA:D:00B:UN'${segments.join('')}UNT+${segments.length + 2}+1'UNZ+1+7'`

test('sixteen bytes at once mark what one by one marks, whatever the bytes and the separators', () => {
  const bytes = fc.uint8Array({ minLength: 0, maxLength: 300 })
  const dense = fc.array(fc.constantFrom(0x27, 0x2b, 0x3a, 0x3f, 0x2a, 0x7e, 0x41, 0xe4, 0), { maxLength: 300 })
  const separators = fc.constantFrom(
    edifactDefaults,
    x12Defaults,
    { ...x12Defaults, terminator: 0xe2, terminatorTail: [0x80, 0xa6] },
    { ...edifactDefaults, element: 0, repetition: 0x2a },
  )
  fc.assert(
    fc.property(fc.oneof(bytes, dense), separators, fc.nat(20), (given, delimiters, from) => {
      const source = Uint8Array.from(given)
      const start = Math.min(from, source.length)
      const [one, many] = [new ServiceMarks(), new ServiceMarks()]
      // What is there already stays.
      for (const marks of [one, many]) {
        marks.positions[0] = 0
        marks.stops[0] = 0
        marks.count = 1
        marks.stopCount = 1
      }
      oneByOne(kindsOf(delimiters))(source, start, source.length, one)
      const mark = sixteenAtOnce(delimiters)
      expect(mark).toBeDefined()
      mark?.(source, start, source.length, many)
      const seen = ({ positions, count, stops, stopCount }: ServiceMarks) => [
        [...positions.subarray(0, count)],
        [...stops.subarray(0, stopCount)],
      ]
      expect(seen(many)).toEqual(seen(one))
    }),
    { numRuns: 500 },
  )
})

/** Where each segment begins and ends, its tag, whether it is odd, and its marks. */
function segmentsFound(bytes: Uint8Array, delimiters: Delimiters, quick: WasmWindow | undefined): unknown[] {
  const found: unknown[] = []
  const finder = new SegmentRows()
  finder.use(delimiters)
  finder.quick = quick
  for (let at = 0; ; ) {
    while (at < bytes.length && isBlank(bytes[at] as number)) at++
    const count = at < bytes.length ? finder.fill(bytes, at, bytes.length) : 0
    if (count === 0) return found
    for (let row = 0; row < count; row++) {
      const numbers = finder.rows.subarray(row * rowSize, (row + 1) * rowSize)
      const [first, last] = [numbers[firstColumn], numbers[lastColumn]]
      const columns = [startColumn, endColumn, tagColumn, oddColumn].map((column) => numbers[column])
      found.push([...columns, ...finder.marks.subarray(first, (last as number) + 1)])
      at = (numbers[endColumn] as number) + 1 + delimiters.terminatorTail.length
    }
  }
}

test('WebAssembly finds the segments that are found without it, whatever the bytes and the separators', () => {
  const pieces = [
    "'",
    '+',
    ':',
    '?',
    '*',
    '~',
    '\n',
    ' ',
    'UNB',
    'ISA',
    'UN',
    'N1',
    'AT7',
    'B',
    'ä',
    '\0',
    'x'.repeat(40),
  ]
  const bytes = fc.array(fc.constantFrom(...pieces), { maxLength: 400 }).map((parts) => Buffer.from(parts.join('')))
  const separators = fc.constantFrom(
    edifactDefaults,
    x12Defaults,
    { ...x12Defaults, terminator: 0x0a },
    { ...edifactDefaults, element: 0, repetition: 0x2a },
    { ...edifactDefaults, terminator: 0xc3, terminatorTail: [0xa4] },
  )
  const quick = borrowWindow() as WasmWindow
  expect(quick).toBeDefined()
  fc.assert(
    fc.property(bytes, separators, (given, delimiters) => {
      expect(segmentsFound(given, delimiters, quick)).toEqual(segmentsFound(given, delimiters, undefined))
    }),
    { numRuns: 500 },
  )
  giveBack(quick)
})

test('each text of a segment comes in the order in which its elements hold them', () => {
  const sources = [
    ...corpus().map(({ bytes }) => bytes),
    Buffer.from(edifact("NAD+BY+5412::9*77++Müller ?+ Söhne ??:x?'y+:::'", "FTX'", "RFF+ON:1*ON:2+'")),
  ]
  for (const bytes of sources)
    for (const segment of readAll(bytes).segments) {
      const texts: [string, number, number, number][] = []
      segment.eachText((...one) => texts.push(one))
      const expected = segment
        .elements()
        .flatMap((repetitions, element) =>
          repetitions.flatMap((components, repetition) =>
            components.map((text, component) => [text, element + 1, component + 1, repetition + 1]),
          ),
        )
      expect(texts).toEqual(expected)
      for (const [text, element, component, repetition] of texts)
        expect(segment.text(element, component, repetition)).toBe(text)
    }
})

test('a reader may be used while another one is in the middle of a chunk', () => {
  const file = Buffer.from(edifact(...Array.from({ length: 500 }, (_, at) => `RFF+ON:${at}'DTM+137:20261122:102'`)))
  const inner = Buffer.from(edifact("LOC+1+CNSHA'".repeat(50)))
  const seen: string[] = []
  const reader = new EdiReader({
    segment: (segment) => {
      if (segment.tag !== 'RFF') return
      readAll(inner)
      seen.push(segment.text(1, 2))
    },
  })
  reader.push(file)
  reader.end()
  expect(seen).toEqual(Array.from({ length: 500 }, (_, at) => String(at)))
})

test('a segment of a megabyte of released terminators is read in time that grows with its length', () => {
  const long = edifact(`FTX+AAI+++${"?'".repeat(500_000)}'`)
  const { segments, issues } = readAll(Buffer.from(long), 4_096)
  expect(issues).toEqual([])
  expect(segments[0]?.text(4)).toBe("'".repeat(500_000))
})

test('a segment longer than what is looked at once is the same as a short one', () => {
  for (const length of [100, 16_383, 16_384, 16_385, 40_000, 200_000]) {
    const text = `${'x'.repeat(length)}?+é`
    const { segments, issues } = readAll(Buffer.from(edifact("BGM+77'", `FTX+AAI+++a:${text}:b'`, "LOC+1'")))
    expect(issues).toEqual([])
    expect(segments[1]?.components(4)).toEqual(['a', `${'x'.repeat(length)}+é`, 'b'])
    expect(segments.map(({ tag }) => tag)).toEqual(['BGM', 'FTX', 'LOC'])
  }
})
