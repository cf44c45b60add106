import { Readable } from 'node:stream'
import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { aFile, collect, readAll, valuesOf } from '../../test/read-all.ts'
import { type CellValue, type Column, guardFormula, unguardFormula, writeCsv, writeXlsx } from '../index.ts'

const columns: Column[] = [
  { header: '客户' },
  { header: 'Amount', kind: 'number', scale: 4 },
  { header: 'Day', kind: 'date' },
]

async function csv(rows: CellValue[][], options = {}, of = columns): Promise<string> {
  return (await collect(writeCsv(of, rows, options))).toString()
}

test.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '＋1', '-'])(
  'the cell %j cannot run as a formula',
  async (text) => {
    const [, line = ''] = (await csv([[text, null, null]], { bom: false })).split('\r\n', 2)
    expect(line.replace(/^"/, '').startsWith("'")).toBe(true)
    expect(unguardFormula(guardFormula(text))).toBe(text)
  },
)

test('true numbers stay numbers', async () => {
  expect(
    await csv(
      [
        ['a', -64.7748, null],
        ['b', -647_748n, null],
        ['-12.5', '-3', '2024-05-31'],
      ],
      { bom: false },
    ),
  ).toBe('客户,Amount,Day\r\na,-64.7748,\r\nb,-64.7748,\r\n-12.5,-3,2024-05-31\r\n')
})

test('a byte order mark and the delimiter are as asked', async () => {
  expect(await csv([], { delimiter: ';' })).toBe('\ufeff客户;Amount;Day\r\n')
  await expect(csv([], { delimiter: '"' })).rejects.toThrow(RangeError)
})

test('whatever text is exported as csv is imported equal once the guard is off', async () => {
  const cell = fc
    .string({ unit: 'binary', maxLength: 15 })
    .map((text) => text.toWellFormed().replace(/[\0\ufeff\ufffd]/g, ''))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 10 }), async (rows) => {
      const path = aFile(await csv(rows, {}, [{ header: 'one' }, { header: 'two' }]))
      const whole = await readAll(path, {}, (detected) =>
        detected.kind === 'delimited'
          ? { ...detected, delimiter: ',', lineEnd: '\r\n', quote: '"', headerLine: 1 }
          : detected,
      )
      // A quote before a dangerous character cannot be told from the guard; nobody types it.
      const expected = rows.map((row) => row.map(unguardFormula))
      expect(valuesOf(whole).map((row) => row.map(unguardFormula))).toEqual(expected)
    }),
    { numRuns: 100 },
  )
})

const rows: CellValue[][] = [
  ['=HYPERLINK("http://x")', 1234.5, '2024-02-29'],
  ['上海 <远航> & "Co"\nline two _x000D_ \u0001 🚢', -647_748n, new Date('2024-05-31T14:30:00Z')],
  ['', '12.25', 'not a date'],
  [true, 'See DN-304', '1899-12-31'],
  [123_456_789_012_345_678n, null, undefined],
]

test('xlsx holds text as text, numbers as numbers, days as days', async () => {
  const path = aFile(await collect(writeXlsx(columns, rows, { sheet: '客户/清单' })), 'out.xlsx')
  const whole = await readAll(path)
  expect(whole.detected).toMatchObject({ kind: 'xlsx', sheets: ['客户 清单'] })
  expect(valuesOf(whole)).toEqual([
    ['=HYPERLINK("http://x")', '1234.5', '2024-02-29'],
    ['上海 <远航> & "Co"\nline two _x000D_ \u0001 🚢', '-64.7748', '2024-05-31T14:30:00'],
    ['', '12.25', 'not a date'],
    ['TRUE', 'See DN-304', '1899-12-31'],
    ['123456789012345678', '', ''],
  ])
})

test('another reader sees the same workbook', async () => {
  const sheet = await readSheet(await collect(writeXlsx(columns, rows)), 1)
  expect(sheet[0]).toEqual(['客户', 'Amount', 'Day'])
  expect(sheet[1]).toEqual(['=HYPERLINK("http://x")', 1234.5, new Date('2024-02-29T00:00:00Z')])
  expect(sheet[2]?.[1]).toBe(-64.7748)
  expect(sheet[5]?.[0]).toBe('123456789012345678')
})

test('no formula element is ever written', async () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('=1+1', '<f>1</f>', '</t></is><f>1</f>'))
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (cells) => {
      const sheet = await readSheet(
        await collect(
          writeXlsx(
            [{ header: 'h' }],
            cells.map((cell) => [`x${cell}`]),
          ),
        ),
        1,
      )
      expect(sheet).toHaveLength(cells.length + 1)
      const whole = await readAll(
        aFile(
          await collect(
            writeXlsx(
              [{ header: 'h' }],
              cells.map((cell) => [`x${cell}`]),
            ),
          ),
        ),
      )
      expect(valuesOf(whole).map(([cell]) => cell)).toEqual(cells.map((cell) => `x${cell}`))
    }),
    { numRuns: 30 },
  )
})

test('rows come from a stream and leave as one; a failing source fails the file', async () => {
  const failing = async function* (): AsyncGenerator<CellValue[]> {
    yield ['a', 1, null]
    throw new Error('database gone')
  }
  await expect(collect(Readable.from(writeXlsx(columns, failing())))).rejects.toThrow('database gone')
  await expect(collect(Readable.from(writeCsv(columns, failing())))).rejects.toThrow('database gone')
})
