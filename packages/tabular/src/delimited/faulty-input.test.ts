import { expect, test } from 'vitest'
import { aFile, codesOf, readAll, valuesOf } from '../../test/read-all.ts'

test('short rows are filled and long ones keep their extra cells, both with an issue', async () => {
  const whole = await readAll(aFile('a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n'))
  expect(valuesOf(whole)).toEqual([
    ['1', '2', '3'],
    ['4', '5', ''],
    ['6', '7', '8', '9'],
    ['10', '11', '12'],
  ])
  expect(whole.rows.map((row) => codesOf(row.issues))).toEqual([[], ['missingCells'], ['extraCells'], []])
  expect(whole.rows[1]?.issues[0]).toMatchObject({ row: 3, params: { expected: 3, found: 2 } })
})

test('a quote that never closes costs no row behind it', async () => {
  const whole = await readAll(aFile('a,b,c\n1,"open,3\n4,5,6\n7,"eight",9\n10,11,12\n'))
  expect(valuesOf(whole)).toEqual([
    ['1', '"open', '3'],
    ['4', '5', '6'],
    ['7', 'eight', '9'],
    ['10', '11', '12'],
  ])
  expect(whole.rows[0]?.issues).toMatchObject([{ code: 'unterminatedQuote', row: 2, column: 2 }])
})

test('an open quote as the last one of the file is taken as text', async () => {
  const whole = await readAll(aFile('a,b\n1,2\n3,"4\n5,6'))
  expect(valuesOf(whole)).toEqual([
    ['1', '2'],
    ['3', '"4'],
    ['5', '6'],
  ])
})

test('an open quote in a file larger than the record limit recovers within the limit', async () => {
  const lines = Array.from({ length: 5_000 }, (_, i) => `${i},value ${i}`)
  lines[10] = '10,"open'
  const whole = await readAll(aFile(`id,text\n${lines.join('\n')}\n`), { limits: { maxRecordChars: 2_000 } })
  expect(whole.rows).toHaveLength(5_000)
  expect(whole.rows.filter((row) => row.issues.length > 0).map((row) => row.rowNumber)).toEqual([12])
})

test('text after a closing quote is kept', async () => {
  const whole = await readAll(aFile('a,b\n"5" pipe,x\n1,2\n'))
  expect(valuesOf(whole)[0]).toEqual(['5 pipe', 'x'])
  expect(codesOf(whole.rows[0]?.issues ?? [])).toEqual(['textAfterQuote'])
})

test('a quote behind a backslash is a quote, a backslash before the closing one is a backslash', async () => {
  const whole = await readAll(aFile('a,b\n"say \\"hi\\" now",1\n"C:\\files\\",2\n'))
  expect(valuesOf(whole)).toEqual([
    ['say "hi" now', '1'],
    ['C:\\files\\', '2'],
  ])
  expect(whole.rows.flatMap((row) => row.issues)).toEqual([])
})

test('a blank before a quoted cell is not part of it, but quotes inside text stay', async () => {
  const whole = await readAll(aFile('a, "b", c\n1, "x, y", 3\n4, "hi" there,  plain\n'))
  expect(whole.header).toEqual(['a', 'b', 'c'])
  expect(valuesOf(whole)).toEqual([
    ['1', 'x, y', ' 3'],
    ['4', ' "hi" there', '  plain'],
  ])
  expect(whole.rows.flatMap((row) => row.issues)).toEqual([])
})

test('empty cells beyond the header are dropped without a word', async () => {
  const whole = await readAll(aFile('a,b\n1,2,,\n3,4\n'))
  expect(valuesOf(whole)).toEqual([
    ['1', '2'],
    ['3', '4'],
  ])
  expect(whole.rows[0]?.issues).toEqual([])
})

test('quotes inside an unquoted cell are plain characters', async () => {
  const whole = await readAll(aFile('a,b\n5" pipe,say "hi"\n1,2\n'))
  expect(valuesOf(whole)[0]).toEqual(['5" pipe', 'say "hi"'])
  expect(whole.rows[0]?.issues).toEqual([])
})

test('headers that are empty or stand twice get a usable name and an issue', async () => {
  const whole = await readAll(aFile('Name,,Name,Name\na,b,c,d\n'))
  expect(whole.header).toEqual(['Name', 'B', 'Name (2)', 'Name (3)'])
  expect(codesOf(whole.issues)).toEqual(['emptyHeader', 'duplicateHeader', 'duplicateHeader'])
})

test('blank lines are passed over, counted, and keep the numbering of a spreadsheet', async () => {
  const whole = await readAll(aFile('a,b\n1,2\n\n\n3,4\n\n\n\n'))
  expect(whole.rows.map((row) => row.rowNumber)).toEqual([2, 5])
  expect(whole.issues).toMatchObject([
    { code: 'blankLines', row: 3, params: { count: 2 } },
    { code: 'blankLines', row: 6, params: { count: 3 } },
  ])
})

test('NUL characters are taken out and reported', async () => {
  const whole = await readAll(aFile('a,b\n1,x\0y\0\n2,z\n'))
  expect(valuesOf(whole)).toEqual([
    ['1', 'xy'],
    ['2', 'z'],
  ])
  expect(whole.rows[0]?.issues).toMatchObject([{ code: 'nulCharacter', column: 2, params: { count: 2 } }])
})

test('damaged bytes in a UTF-8 file are reported on their row only', async () => {
  const good = Buffer.from('姓名,城市\n张伟,上海\n李娜,广州\n王芳,深圳\n赵敏,天津\n钱进,宁波\n孙丽,青岛\n周杰,厦门\n')
  const whole = await readAll(aFile(Buffer.concat([good, Buffer.from([0xe4, 0xb8]), Buffer.from(',北京\n')])))
  expect(whole.rows).toHaveLength(8)
  expect(whole.rows.map((row) => row.issues.length)).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
})

test('10,000 columns: the first ones are read, the row is kept, said once', async () => {
  const header = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')
  const row = Array.from({ length: 10_000 }, (_, i) => String(i)).join(',')
  const whole = await readAll(aFile(`${header}\n${row}\n${row}\n`))
  expect(whole.header).toHaveLength(2_000)
  expect(whole.rows).toHaveLength(2)
  expect(whole.issues).toMatchObject([{ code: 'tooManyColumns', params: { found: 10_000, limit: 2_000 } }])
  expect(whole.rows[1]?.issues).toEqual([])
  const all = await readAll(aFile(`${header}\n${row}\n`), { limits: { maxColumns: 16_384 } })
  expect(all.rows[0]?.values[9_999]).toBe('9999')
})

test('a huge cell is cut, its neighbours and the next row are not', async () => {
  const whole = await readAll(aFile(`a,b,c\n1,${'x'.repeat(300_000)},3\n4,5,6\n`))
  expect(whole.rows[0]?.values.map((value) => value.length)).toEqual([1, 262_144, 1])
  expect(whole.rows[0]?.issues).toMatchObject([{ code: 'cellTooLong', column: 2, params: { length: 300_000 } }])
  expect(whole.rows[1]?.values).toEqual(['4', '5', '6'])
})

test('a name of 10 kB with emoji, RTL and four-byte Han is kept exactly', async () => {
  const name = '🚢𠮷野مرحبا'.repeat(500)
  const whole = await readAll(aFile(`name,n\n${name},1\n`))
  expect(whole.rows[0]?.values[0]).toBe(name)
})

test('a line without end is cut at the limit and the next line is read', async () => {
  const whole = await readAll(aFile(`a,b\n1,${'y'.repeat(900_000)}\n2,z\n`), {
    limits: { maxRecordChars: 50_000, maxCellChars: 1_000 },
  })
  expect(whole.rows.map((row) => row.values[0])).toEqual(['1', '2'])
  expect(codesOf(whole.rows[0]?.issues ?? [])).toContain('rowTooLong')
})

test('title lines above the header are passed over and named', async () => {
  const whole = await readAll(
    aFile('客户清单 2024\n\n编号,名称,电话\n1,上海远航物流,021-55881234\n2,宁波港通,0574-87654321\n'),
  )
  expect(whole.detected).toMatchObject({ headerLine: 3 })
  expect(whole.header).toEqual(['编号', '名称', '电话'])
  expect(whole.rows.map((row) => row.rowNumber)).toEqual([4, 5])
  expect(codesOf(whole.issues)).toEqual(['skippedBeforeHeader'])
})

test('a file without header is seen, and its columns get letters', async () => {
  const path = aFile('1,Shanghai,2024-05-01\n2,Ningbo,2024-05-02\n')
  const whole = await readAll(path)
  expect(whole.detected).toMatchObject({ headerLine: 0 })
  expect(whole.header).toEqual(['A', 'B', 'C'])
  expect(whole.rows).toHaveLength(2)
  expect((await readAll(path, { hasHeader: true })).rows).toHaveLength(1)
})

test('rows of empty cells say so', async () => {
  const whole = await readAll(aFile('a,b,c\n1,2,3\n,,\n'))
  expect(codesOf(whole.rows[1]?.issues ?? [])).toEqual(['emptyRow'])
})
