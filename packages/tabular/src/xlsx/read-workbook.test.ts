import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { aWorkbook, aZip } from '../../test/made-workbook.ts'
import { aFile, codesOf, readAll, valuesOf } from '../../test/read-all.ts'
import { describeOnRealData, realData } from '../../test/real-data.ts'
import { detectFile, issueMessage } from '../index.ts'
import { kindOfFormat } from './number-formats.ts'
import { plainNumber } from './plain-number.ts'
import { serialToIso } from './serial-date.ts'

const head =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="inlineStr"><is><t>value</t></is></c></row>'

async function cellsOf(cells: string, parts: { styles?: string; strings?: string; workbook?: string } = {}) {
  const workbook = await aWorkbook({ sheet: `${head}<row r="2">${cells}</row>`, ...parts })
  return readAll(aFile(workbook, 'made.xlsx'), { hasHeader: true })
}

describeOnRealData('the Brunel workbook', () => {
  const path = realData('brunel/brunel-logistics.xlsx')

  test.each([
    ['OrderList', 9_215, 14],
    ['FreightRates', 1_540, 11],
    ['WhCosts', 19, 2],
    ['WhCapacities', 19, 2],
    ['ProductsPerPlant', 2_036, 2],
    ['VmiCustomers', 14, 2],
    ['PlantPorts', 22, 2],
  ])('sheet %s has %i rows', async (sheet, rows, columns) => {
    const whole = await readAll(path, { sheet })
    expect(whole.detected).toMatchObject({ kind: 'xlsx', sheets: expect.arrayContaining([sheet]) })
    expect(whole.rows).toHaveLength(rows)
    expect(whole.header).toHaveLength(columns)
    expect(whole.issues.filter((issue) => issue.severity !== 'info')).toEqual([])
  })

  test('the orders have 46 customers, 29,513,315 units and one day', async () => {
    const whole = await readAll(path, { sheet: 'OrderList' })
    const column = (name: string) => valuesOf(whole).map((values) => values[whole.header.indexOf(name)] ?? '')
    expect(new Set(column('Customer')).size).toBe(46)
    expect(column('Unit quantity').reduce((sum, units) => sum + Number(units), 0)).toBe(29_513_315)
    expect(new Set(column('Order Date'))).toEqual(new Set(['2013-05-26']))
  })

  test.each(['OrderList', 'FreightRates'])('every cell of %s is what read-excel-file reads', async (sheet) => {
    const whole = await readAll(path, { sheet })
    const [, ...expected] = await readSheet(readFileSync(path), sheet)
    const text = (cell: unknown) =>
      cell instanceof Date
        ? cell.toISOString().slice(0, 10)
        : typeof cell === 'number'
          ? plainNumber(String(cell))
          : String(cell ?? '')
    expect(valuesOf(whole).map((row) => row.map((cell) => cell.trim()))).toEqual(
      expected.map((row) => row.map((cell) => text(cell).trim())),
    )
  })

  test('an unknown sheet is named in the issue', async () => {
    const whole = await readAll(path, { sheet: 'Orders' })
    expect(whole.issues).toMatchObject([{ code: 'noSuchSheet', params: { sheet: 'Orders' } }])
  })
})

test('shared, rich, inline and formula text, booleans and errors are read', async () => {
  const whole = await cellsOf(
    '<c r="A2" t="s"><v>0</v></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>a &amp; b</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c><c r="F2"><f>1+1</f><v>2</v></c><c r="G2"><f>NOW()</f></c>',
    {
      strings:
        '<si><r><t>上海</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 远航&#10;_x0041_</t></r><rPh sb="0" eb="1"><t>シャンハイ</t></rPh></si>',
    },
  )
  expect(whole.rows[0]?.values).toEqual(['上海 远航\nA', 'a & b', 'TRUE', '#N/A', '', '2'])
  expect(codesOf(whole.rows[0]?.issues ?? [])).toEqual(['cellError', 'formulaWithoutValue', 'extraCells'])
})

test('numbers are what Excel shows, long ones are reported, text in a number column stays text', async () => {
  const whole = await cellsOf('<c r="A2"><v>1.1000000000000001</v></c><c r="B2"><v>1.2345678901234567E+17</v></c>')
  expect(whole.rows[0]?.values).toEqual(['1.1', '123456789012346000'])
  expect(codesOf(whole.rows[0]?.issues ?? [])).toEqual(['longNumber'])
})

const styles =
  '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="20"/><xf numFmtId="46"/></cellXfs></styleSheet>'

test('dates, times and durations are ISO text', async () => {
  const whole = await cellsOf(
    '<c r="A2" s="1"><v>41420</v></c><c r="B2" s="2"><v>45292.604166666664</v></c><c r="C2" s="3"><v>45292</v></c><c r="D2" s="4"><v>0.5</v></c><c r="E2" s="5"><v>1.135416667</v></c><c r="F2"><v>41420</v></c>',
    { styles },
  )
  expect(whole.rows[0]?.values).toEqual([
    '2013-05-26',
    '2024-01-01T14:30:00',
    '2024-01-01',
    '12:00:00',
    '27:15:00',
    '41420',
  ])
})

test('the day that never was is left as its number with an issue', async () => {
  const whole = await cellsOf('<c r="A2" s="1"><v>60</v></c><c r="B2" s="1"><v>59</v></c>', { styles })
  expect(whole.rows[0]?.values).toEqual(['60', '1900-02-28'])
  expect(codesOf(whole.rows[0]?.issues ?? [])).toEqual(['excelLeapDay'])
})

test('the 1904 system of the workbook is obeyed', async () => {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const workbook = `<workbook xmlns:r="${office}"><workbookPr date1904="1"/><sheets><sheet name="D" sheetId="1" r:id="rId1"/></sheets></workbook>`
  const whole = await cellsOf('<c r="A2" s="1"><v>39958</v></c><c r="B2" s="1"><v>0</v></c>', { styles, workbook })
  expect(whole.rows[0]?.values[0]).toBe('2013-05-26')
})

test.each([
  [1, false, '1900-01-01'],
  [59, false, '1900-02-28'],
  [60, false, null],
  [61, false, '1900-03-01'],
  [2_958_465, false, '9999-12-31'],
  [2_958_466, false, null],
  [-1, false, null],
  [1, true, '1904-01-02'],
])('serial %d (1904: %s) is %s', (serial, date1904, iso) => expect(serialToIso(serial, 'date', date1904)).toBe(iso))

test.each([
  ['General', 'general'],
  ['0.00', 'general'],
  ['#,##0.00_);[Red](#,##0.00)', 'general'],
  ['"Day "0', 'general'],
  ['dd/mm/yyyy', 'date'],
  ['[$-409]d-mmm-yy;@', 'date'],
  ['mmm', 'date'],
  ['yyyy-mm-dd hh:mm:ss.000', 'dateTime'],
  ['h:mm AM/PM', 'time'],
  ['[h]:mm:ss', 'duration'],
  ['0.00E+00', 'general'],
])('format %s is %s', (code, kind) => expect(kindOfFormat(code)).toBe(kind))

test('rows a sheet leaves out keep their numbers, short rows are no fault', async () => {
  const sheet = `${head}<row r="5"><c r="A5"><v>7</v></c></row><row r="9"><c r="B9"><v>8</v></c></row>`
  const whole = await readAll(aFile(await aWorkbook({ sheet })))
  expect(whole.rows.map((row) => [row.rowNumber, ...row.values])).toEqual([
    [5, '7', ''],
    [9, '', '8'],
  ])
  expect(whole.rows.flatMap((row) => row.issues)).toEqual([])
})

const bombBlock = '<row><c><v>1</v></c></row>'.repeat(40_000)

test('a zip bomb is refused by its declared size, before anything is unpacked', async () => {
  const bomb = await aZip([
    ['xl/workbook.xml', ['<workbook/>']],
    ['xl/worksheets/sheet1.xml', Array.from({ length: 60 }, () => bombBlock)],
  ])
  expect(bomb.length).toBeLessThan(400_000)
  const path = aFile(bomb, 'bomb.xlsx')
  const detected = await detectFile(path)
  expect(detected).toMatchObject({ kind: 'notXlsx', issues: [{ code: 'zipBomb' }] })
  expect(issueMessage(detected.issues[0] ?? expect.fail(), 'en')).toMatch(/would unpack to 59.* MiB/)
})

test('a zip bomb that lies about its size is stopped by what comes out', async () => {
  const honest = await aWorkbook({ sheet: `${head}${bombBlock.repeat(2)}` })
  const lying = Buffer.from(honest)
  for (
    let at = lying.indexOf('PK\x01\x02', 0, 'latin1');
    at !== -1;
    at = lying.indexOf('PK\x01\x02', at + 4, 'latin1')
  ) {
    const name = lying.toString('latin1', at + 46, at + 46 + lying.readUInt16LE(at + 28))
    if (name.includes('sheet1')) lying.writeUInt32LE(1_000, at + 24)
  }
  const whole = await readAll(aFile(lying, 'lying.xlsx'))
  expect(codesOf(whole.issues)).toEqual(['zipBomb'])
})

test('a cell without an end is given up, before it is searched again and again', async () => {
  const endless = randomBytes(3_000_000).toString('hex')
  const path = aFile(await aWorkbook({ sheet: `${head}<row r="2"><c r="A2" t="inlineStr"><is><t>${endless}` }))
  const whole = await readAll(path, { hasHeader: true })
  expect(whole.issues).toMatchObject([{ code: 'brokenXlsx', params: { reason: 'endless tag' } }])
})

test('the limit counts all parts together', async () => {
  const path = aFile(await aWorkbook({ sheet: `${head}${bombBlock}` }))
  const whole = await readAll(path, { limits: { maxInflatedBytes: 100_000 } })
  expect(codesOf(whole.issues)).toEqual(['zipBomb'])
})

test('zips that are no workbook and workbooks cut short give a clear issue', async () => {
  expect((await readAll(aFile(await aZip([['readme.txt', ['hello']]]), 'x.xlsx'))).issues).toMatchObject([
    { code: 'notXlsx' },
  ])
  const good = await aWorkbook({ sheet: head })
  expect((await readAll(aFile(good.subarray(0, good.length - 60), 'cut.xlsx'))).issues).toMatchObject([
    { code: 'brokenXlsx' },
  ])
})

test.each([
  ['the workbook', '_rels/.rels', 'officeDocument', 'http://[xl/workbook.xml'],
  ['a sheet', 'xl/_rels/workbook.xml.rels', 'worksheet', 'worksheets/sheet%E0%A4%A.xml'],
  ['the shared strings', 'xl/_rels/workbook.xml.rels', 'sharedStrings', 'shared%E0.xml'],
])('a relation to %s that is no path is a damaged workbook, not a crash', async (_, rels, type, target) => {
  const workbook = '<workbook><sheets><sheet name="Data" id="rId1"/></sheets></workbook>'
  const relation = (kind: string, to: string) =>
    `<Relationships><Relationship Id="rId1" Type="x/${kind}" Target="${to}"/></Relationships>`
  const parts = new Map([
    ['_rels/.rels', relation('officeDocument', 'xl/workbook.xml')],
    ['xl/workbook.xml', workbook],
    ['xl/_rels/workbook.xml.rels', relation('worksheet', 'worksheets/sheet1.xml')],
    ['xl/worksheets/sheet1.xml', `<worksheet><sheetData>${head}</sheetData></worksheet>`],
    [rels, relation(type, target)],
  ])
  const file = aFile(await aZip([...parts].map(([name, text]) => [name, [text]])), 'rels.xlsx')
  const { issues } = await readAll(file)
  expect(codesOf(issues)).toEqual(['brokenXlsx'])
  expect(issueMessage(issues[0] as never, 'zh-CN')).toContain('重新保存')
})

test('a workbook is read although it links to an address that is none', async () => {
  const workbook = '<workbook><sheets><sheet name="Data" id="rId1"/></sheets></workbook>'
  const rels = `<Relationships><Relationship Id="rId7" Type="x/externalLink" Target="http://x/%E0" TargetMode="External"/><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
  const file = aFile(
    await aZip([
      ['xl/workbook.xml', [workbook]],
      ['xl/_rels/workbook.xml.rels', [rels]],
      ['xl/worksheets/sheet1.xml', [`<worksheet><sheetData>${head}</sheetData></worksheet>`]],
    ]),
    'link.xlsx',
  )
  expect((await readAll(file)).header).toEqual(['name', 'value'])
})

test('CDATA, prefixed tags and ISO date cells of other writers are read', async () => {
  const whole = await cellsOf(
    '<x:c r="A2" t="inlineStr"><x:is><x:t><![CDATA[a < b & c > d]]></x:t></x:is></x:c><c r="B2" t="d"><v>2013-05-26T00:00:00</v></c>',
  )
  expect(whole.rows[0]?.values).toEqual(['a < b & c > d', '2013-05-26'])
})

test('a sheet without header is seen, the user may insist on one', async () => {
  const row = (n: number) =>
    `<row r="${n}"><c r="A${n}"><v>${n}</v></c><c r="B${n}" t="inlineStr"><is><t>Ningbo</t></is></c></row>`
  const path = aFile(await aWorkbook({ sheet: row(1) + row(2) + row(3) }))
  expect((await readAll(path)).header).toEqual(['A', 'B'])
  expect((await readAll(path, { hasHeader: true })).header).toEqual(['1', 'Ningbo'])
})

test('an entity bomb stays the text it is', async () => {
  const whole = await cellsOf('<c r="A2" t="inlineStr"><is><t>&lol; &amp;lt;</t></is></c>')
  expect(whole.rows[0]?.values[0]).toBe('&lol; &lt;')
})
