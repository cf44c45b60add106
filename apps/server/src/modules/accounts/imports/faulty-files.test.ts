import { listImportRows, mapImport, uploadImport } from '@quayside/contract'
import { writeXlsx } from '@quayside/tabular'
import { beforeAll, expect, test } from 'vitest'
import { aWorkbook } from '../../../../../../packages/tabular/test/made-workbook.ts'
import { aUser, testApp, testDatabase, testFiles } from '../../../../test/harness.ts'
import { check, type Desk, multipart, run, upload, work } from './for-tests.ts'

let desk: Desk
beforeAll(async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const now = new Date('2026-11-22T08:00:00Z')
  desk = { app: await testApp(database, { as: await aUser(database), files, now }), database, files, now }
})

const rowsOf = async (text: string, values: unknown[] = []) => (await desk.database.owner.query(text, values)).rows
const issuesOf = async (id: string) =>
  (await desk.app.call(listImportRows, { params: { id }, query: { state: 'any' } })).body.rows.flatMap((row) =>
    row.issues.map((issue) => issue.code),
  )

test.each([
  ['nothing', '', 'fileEmpty'],
  ['blanks alone', '\n\n  \n', 'emptyFile'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'binaryFile'],
  ['an old workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'legacyXls'],
  ['a web page', '<html><table><tr><td>Name</td></tr></table></html>', 'markupFile'],
])('a file of %s is refused at the upload with what to do', async (_, content, code) => {
  const { status, body } = await desk.app.refused(uploadImport, multipart('f.csv', content))
  expect([status, body.code]).toEqual([422, code])
  if (code !== 'fileEmpty')
    expect([body.messageZh, body.messageEn]).toEqual([
      expect.stringMatching(/\p{Script=Han}.*。/u),
      expect.stringMatching(/[a-z]\./),
    ])
})

test('a file beyond the limit is refused by its declared size, with the limit and what to do', async () => {
  const { payload, headers } = multipart('huge.csv', 'Key,Name\nH1,One\n')
  const declared = { ...headers, 'content-length': String(5 * 1024 ** 3) }
  const { status, body } = await desk.app.refused(uploadImport, { payload, headers: declared })
  expect([status, body.code]).toEqual([413, 'fileTooLarge'])
  expect([body.messageZh, body.messageEn]).toEqual([
    expect.stringMatching(/4 GB.*拆分/),
    expect.stringMatching(/4 GB.*Split it/),
  ])
})

test('a zip bomb is refused and everything else goes on', async () => {
  const bomb = await aWorkbook({
    sheet: `<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>${' '.repeat(60_000_000)}`,
  })
  const { status, body } = await desk.app.refused(uploadImport, multipart('bomb.xlsx', bomb))
  expect([status, body.code]).toEqual([422, 'zipBomb'])
})

test('a wrong encoding is seen in the preview, and the right one read', async () => {
  const latin = Buffer.from('Key,Name\nL1,Société Générale\nL2,Müller & Söhne\n', 'latin1')
  const { id } = await upload(desk, 'l.csv', latin)
  await desk.app.call(mapImport, {
    params: { id },
    body: { options: { target: 'customers', encoding: 'windows-1252' }, mapping: { Key: 'externalKey', Name: 'name' } },
  })
  await work(desk, id)
  await run(desk, id)
  expect(await rowsOf(`select name from accounts where external_key like 'L%' order by 1`)).toEqual([
    { name: 'Müller & Söhne' },
    { name: 'Société Générale' },
  ])
})

test('ragged rows, doubled headers and open quotes cost no good row', async () => {
  const { id, counts } = await check(
    desk,
    'r.csv',
    'Key,Name,Name\nR1,One\nR2,Two,zwei,too,many\nR3,"Three,drei\nR4,Four,vier\n',
    { target: 'customers' },
    { Key: 'externalKey', Name: 'name', 'Name (2)': 'note+' },
  )
  expect(counts.rows).toBe(4)
  expect(await issuesOf(id)).toEqual(expect.arrayContaining(['missingCells', 'extraCells', 'unterminatedQuote']))
  await run(desk, id)
  expect(
    (await rowsOf(`select external_key from accounts where external_key like 'R_' order by 1`)).map(
      (row) => row.external_key,
    ),
  ).toEqual(expect.arrayContaining(['R1', 'R2', 'R4']))
})

test('ten thousand columns are read, mapped by name and kept in their places', async () => {
  const names = Array.from({ length: 10_000 }, (_, n) => `c${n}`)
  const line = ['W1', 'Wide company', ...names.slice(2).map((name) => `v-${name}`)]
  const { id, detected } = await check(
    desk,
    'w.csv',
    `${names.join(',')}\n${line.join(',')}\n`,
    { target: 'customers' },
    { c0: 'externalKey', c1: 'name', c9999: 'note+' },
  )
  expect(detected?.headers).toHaveLength(10_000)
  await run(desk, id)
  expect(await rowsOf(`select name, note from accounts where external_key = 'W1'`)).toEqual([
    { name: 'Wide company', note: 'c9999: v-c9999' },
  ])
})

test('formulas arrive as text, and as their results from a workbook', async () => {
  await run(desk, (await check(desk, 'f.csv', `Key,Name\nF1,=1+1\nF2,'=HYPERLINK("x")\n`, { target: 'customers' })).id)
  const sheet =
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Key</t></is></c><c r="B1" t="inlineStr"><is><t>Name</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>F3</t></is></c><c r="B2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>'
  await run(desk, (await check(desk, 'f.xlsx', await aWorkbook({ sheet }), { target: 'customers' })).id)
  expect(
    await rowsOf(`select external_key as key, name from accounts where external_key like 'F_' order by 1`),
  ).toEqual([
    { key: 'F1', name: '=1+1' },
    { key: 'F2', name: '=HYPERLINK("x")' },
    { key: 'F3', name: 'ab' },
  ])
})

test.each([
  ['emoji', '🚢 海运 🚛'],
  ['right to left', 'شركة الشحن البحري'],
  ['rare characters of four bytes', '𠀀𠮷物流𪚥公司'],
  ['ten kilobytes', '长'.repeat(3_400)],
])('a name of %s is kept to the letter', async (_, name) => {
  const key = `N-${_}`
  await run(
    desk,
    (await check(desk, 'n.csv', `Key,Name\n${key},${name}\n`, { target: 'customers', duplicates: 'create' })).id,
  )
  expect(await rowsOf('select name from accounts where external_key = $1', [key])).toEqual([{ name }])
})

test.each([
  ['2024-02-29', '2024-02-29'],
  ['29.02.2024', '2024-02-29'],
  ['1900-01-01', '1900-01-01'],
  ['45351', '2024-02-29'],
  ['2024年2月29日', '2024-02-29'],
])('the day %s is %s', async (written, day) => {
  await run(
    desk,
    (
      await check(desk, 'd.csv', `Order ID,Order Date,Customer ID,Sales\nD-${written},${written},DC,1.5\n`, {
        target: 'customersAndOrders',
      })
    ).id,
  )
  expect(await rowsOf('select ordered_on from orders where external_key = $1', [`D-${written}`])).toEqual([
    { ordered_on: day },
  ])
})

test.each([
  ['2023-02-29', 'noSuchDay'],
  ['1900-02-29', 'noSuchDay'],
  ['03/04/24', 'ambiguousDate'],
])('the day %s is a fault: %s, and the row beside it goes in', async (written, code) => {
  const { id } = await check(
    desk,
    'd.csv',
    `Order ID,Order Date,Customer ID,Sales\nX-${written},${written},DC,1\nY-${written},2024-01-05,DC,1\n`,
    { target: 'customersAndOrders' },
  )
  expect(await issuesOf(id)).toContain(code)
  expect((await run(desk, id)).counts).toMatchObject({ faulty: 1, linesCreated: 1 })
})

test('a workbook written here is read back with money exact and days as days', async () => {
  const columns = [
    { header: 'Order ID' },
    { header: 'Order Date', kind: 'date' },
    { header: 'Customer ID' },
    { header: 'Sales', kind: 'number' },
    { header: 'Profit', kind: 'number' },
  ] as const
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx([...columns], [['M1', '2024-02-29', 'MC', '1234.5678', '-0.0001']]))
    pieces.push(piece)
  await run(desk, (await check(desk, 'm.xlsx', Buffer.concat(pieces), { target: 'customersAndOrders' })).id)
  expect(
    await rowsOf(
      `select l.amount_e4, l.cost_e4, l.ordered_on from order_lines l join orders o on o.id = l.order_id where o.external_key = 'M1'`,
    ),
  ).toEqual([{ amount_e4: 12_345_678, cost_e4: 12_345_679, ordered_on: '2024-02-29' }])
})

test('a value the database cannot take costs its own row and no other', async () => {
  const { id } = await check(
    desk,
    'q.csv',
    'Order ID,Order Date,Customer ID,Sales,Quantity\nQ1,2024-01-01,QC,1,1\nQ2,2024-01-01,QC,1,900719925474\nQ3,2024-01-01,QC,99999999999999999999,1\n',
    { target: 'customersAndOrders' },
  )
  const done = await run(desk, id)
  expect(done.counts).toMatchObject({ linesCreated: 2, faulty: 1 })
  expect(await issuesOf(id)).toContain('outOfRange')
})
