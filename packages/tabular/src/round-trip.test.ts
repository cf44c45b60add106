import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeGb18030 } from '../test/encode-gb18030.ts'
import { aFile, collect, readAll, valuesOf } from '../test/read-all.ts'
import { type Batch, defaultLimits, detectFile, type Encoding, readDelimited, writeCsv } from './index.ts'

const encoders: Record<string, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  gb18030: encodeGb18030,
}

const cell = fc
  .oneof(
    fc.string({ maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom('"', ',', '\n', '\r', ';', '\t', "'", ' ', 'a', '客', '户', '𠮷', '🚢', 'é'),
      maxLength: 10,
    }),
    fc.constantFrom('', '上海', '0012', '-5', '1,000.50', '"', '""'),
  )
  .filter((text) => !text.includes('\ufffd') && !text.includes('\0') && !text.includes('\ufeff'))

const table = fc
  .integer({ min: 2, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }))

test('whatever rows are written, with any delimiter, line end, encoding and cut into any pieces, are read back equal', async () => {
  const settings = fc.record({
    rows: table,
    delimiter: fc.constantFrom(',', '\t', ';', '|', '^', '~', '\x01'),
    lineEnd: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
    encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'gb18030'),
    bom: fc.boolean(),
    piece: fc.integer({ min: 1, max: 64 }),
  })
  await fc.assert(
    fc.asyncProperty(settings, async ({ rows, delimiter, lineEnd, encoding, bom, piece }) => {
      const columns = (rows[0] ?? []).map((_, i) => ({ header: `column ${i}` }))
      const text = (await collect(writeCsv(columns, rows, { delimiter, lineEnd, bom, formulaSafe: false }))).toString()
      const bytes = encoders[encoding]?.(text) ?? Buffer.alloc(0)
      const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
        Buffer.from(bytes.subarray(i * piece, (i + 1) * piece)),
      )
      const detected = {
        kind: 'delimited',
        encoding: encoding as Encoding,
        bom,
        delimiter,
        lineEnd,
        quote: '"',
        headerLine: 1,
        header: [],
        sample: [],
        issues: [],
      } as const
      const read: string[][] = []
      for await (const batch of readDelimited(
        pieces,
        bytes.length,
        { ...detected, header: [], sample: [], issues: [] },
        defaultLimits,
      )) {
        read.push(...batch.rows.map((row) => row.values))
      }
      expect(read).toEqual(rows)
    }),
    { numRuns: 300 },
  )
})

test('mixed line ends are read the same whatever pieces they come in', async () => {
  const bytes = Buffer.from('a,b\r\n1,"x\r\ny"\r\n3,4\r5,"6"\n7,8\r\n')
  const detected = await detectFile({ bytes, size: bytes.length })
  if (detected.kind !== 'delimited') throw new Error('not recognised')
  expect(detected.lineEnd).toBe('mixed')
  for (let piece = 1; piece <= bytes.length; piece++) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
      bytes.subarray(i * piece, (i + 1) * piece),
    )
    const batches: Batch[] = []
    for await (const batch of readDelimited(pieces, bytes.length, detected, defaultLimits)) batches.push(batch)
    expect(batches.flatMap((batch) => batch.issues)).toEqual([])
    expect(batches.flatMap((batch) => batch.rows.map((row) => row.values))).toEqual([
      ['1', 'x\r\ny'],
      ['3', '4'],
      ['5', '6'],
      ['7', '8'],
    ])
  }
})

test('ordinary customer lists are read back equal with nothing but their bytes to go by', async () => {
  const customer = fc.tuple(
    fc.stringMatching(/^[A-Z]{2}\d{4}$/),
    fc.constantFrom(
      '上海远航国际物流有限公司',
      '宁波, 港通',
      'Lee & Sons "Trading"',
      '北京一家',
      'Müller\nSpedition',
      '',
    ),
    fc.constantFrom('上海', '宁波', 'Qingdao', '台北'),
    fc.stringMatching(/^\d{1,3}\.\d{2}$/),
  )
  const settings = fc.record({
    rows: fc.array(customer, { minLength: 3, maxLength: 40 }),
    delimiter: fc.constantFrom(',', '\t', ';', '|', '^', '~', '\x01'),
    lineEnd: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
    encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'gb18030'),
    bom: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(settings, async ({ rows, delimiter, lineEnd, encoding, bom }) => {
      const columns = ['客户编号', '客户名称', '所在城市', '应收金额'].map((header) => ({ header }))
      const text = (await collect(writeCsv(columns, rows, { delimiter, lineEnd, bom }))).toString()
      const path = aFile(encoders[encoding]?.(text) ?? '')
      expect(await detectFile(path)).toMatchObject({
        kind: 'delimited',
        encoding,
        delimiter,
        headerLine: 1,
        issues: [],
      })
      expect(valuesOf(await readAll(path))).toEqual(rows)
    }),
    { numRuns: 200 },
  )
})

test('48 MB from a generated source pass in constant memory', async () => {
  const line = (n: number) =>
    `${n},C-${n % 977},"Shanghai, Pudong ${n % 50}",2024-05-${10 + (n % 20)},${(n * 7) % 10_000},上海\n`
  const source = function* () {
    yield Buffer.from('id,customer,place,day,amount,city\n')
    for (let block = 0; block < 800; block++)
      yield Buffer.from(Array.from({ length: 1_000 }, (_, i) => line(block * 1_000 + i)).join(''))
  }
  const detected = await detectFile({
    bytes: Buffer.from(`id,customer,place,day,amount,city\n${line(1)}${line(2)}`),
    size: 50_000_000,
  })
  if (detected.kind !== 'delimited') throw new Error('not recognised')
  let rows = 0
  let last: string[] = []
  let largest = 0
  for await (const batch of readDelimited(Readable.from(source()), 50_000_000, detected, defaultLimits)) {
    rows += batch.rows.length
    largest = Math.max(largest, batch.rows.length)
    last = batch.rows.at(-1)?.values ?? last
  }
  expect(rows).toBe(800_000)
  expect(largest).toBeLessThan(5_000)
  expect(last).toEqual(['799999', 'C-813', 'Shanghai, Pudong 49', '2024-05-29', '9993', '上海'])
})
