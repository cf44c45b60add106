import {
  cancelImport,
  downloadFaultyRows,
  listImportRows,
  listImports,
  mapImport,
  mendImportRow,
  readImport,
  runImport,
  suggestMapping,
  undoImport,
} from '@quayside/contract'
import { beforeEach, expect, test } from 'vitest'
import { aTeam, aUser, testApp, testDatabase, testFiles } from '../../../../test/harness.ts'
import { check, type Desk, run, upload, work } from './for-tests.ts'

let desk: Desk
beforeEach(async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const now = new Date('2026-11-22T08:00:00Z')
  desk = { app: await testApp(database, { as: await aUser(database), files, now }), database, files, now }
})

const header = '客户编号,客户名称,统一社会信用代码,电话,联系人,手机,邮箱,省份,城市,地址\n'
const two = `${header}K1,上海远洋物流有限公司,,021-55881234,王芳,13800138000,info@yuanyang.example,上海市,上海市,浦东大道1号
K2,深圳市顺达货运代理有限公司,,0755-88886666,李雷,13900139000,,广东省,深圳市,南山路2号
`
const customers = `${two}K3,,,,,,,,,\n`

const rowsOf = async (text: string, values: unknown[] = []) => (await desk.database.owner.query(text, values)).rows
const count = async (table: string) => (await rowsOf(`select count(*)::int as n from ${table}`))[0].n

test('a list of customers goes in with people and places, and its faulty row stays behind with the reason', async () => {
  const checked = await check(desk, '客户.csv', customers, { target: 'customers' })
  expect(checked).toMatchObject({ state: 'checked', counts: { rows: 3, good: 2, faulty: 1 } })
  const faulty = await desk.app.call(listImportRows, { params: { id: checked.id } })
  expect(faulty.body.rows).toEqual([
    expect.objectContaining({
      rowNumber: 4,
      state: 'faulty',
      issues: [
        expect.objectContaining({
          column: '客户名称',
          code: 'required',
          messageZh: '缺少“客户名称”。请补上，或跳过本行。',
          messageEn: '“Customer name” is missing. Fill it in, or skip the row.',
        }),
      ],
    }),
  ])
  expect(await run(desk, checked.id)).toMatchObject({
    state: 'done',
    counts: { accountsCreated: 2, contactsCreated: 2 },
  })
  expect(
    await rowsOf(`select a.external_key, a.name, a.phone, c.name as contact, c.mobile, d.city from accounts a
    join contacts c on c.account_id = a.id and c.is_primary join addresses d on d.account_id = a.id order by 1`),
  ).toEqual([
    {
      external_key: 'K1',
      name: '上海远洋物流有限公司',
      phone: '+862155881234',
      contact: '王芳',
      mobile: '+8613800138000',
      city: '上海市',
    },
    {
      external_key: 'K2',
      name: '深圳市顺达货运代理有限公司',
      phone: '+8675588886666',
      contact: '李雷',
      mobile: '+8613900139000',
      city: '深圳市',
    },
  ])
  const events = await rowsOf(`select kind, count(*)::int as n from events group by 1 order by 1`)
  expect(events).toContainEqual({ kind: 'account.created', n: 2 })
  expect(events).toContainEqual({ kind: 'import.finished', n: 1 })
})

test('a postcode is written as its country writes it, and a wrong one goes in with a remark', async () => {
  const file =
    '客户名称,国家,城市,邮政编码\n宁波金锚船务有限公司,CN,宁波市,31580\nThames Freight Ltd,GB,London,sw1a1aa\n'
  const checked = await check(desk, '客户.csv', file, { target: 'customers' })
  expect(checked.counts).toMatchObject({ good: 2, warned: 1, faulty: 0 })
  const warned = await desk.app.call(listImportRows, { params: { id: checked.id }, query: { state: 'warned' } })
  expect(warned.body.rows[0]?.issues).toEqual([expect.objectContaining({ column: '邮政编码', code: 'postcodeForm' })])
  await run(desk, checked.id)
  expect(await rowsOf('select postcode from addresses order by 1')).toEqual([
    { postcode: '31580' },
    { postcode: 'SW1A 1AA' },
  ])
})

test('a row is mended in the grid, another skipped, and only then they count', async () => {
  const { id } = await check(desk, 'k.csv', `${customers}K4,,,,,,,,,\n`, { target: 'customers' })
  const mended = await desk.app.call(mendImportRow, {
    params: { id, rowNumber: 4 },
    version: 1,
    body: { values: ['K3', '广州南沙港口有限公司', '', '', '', '', '', '', '', ''] },
  })
  expect(mended.body).toMatchObject({ state: 'mended', issues: [] })
  await desk.app.call(mendImportRow, { params: { id, rowNumber: 5 }, version: 1, body: { skip: true } })
  const late = await desk.app.refused(mendImportRow, {
    params: { id, rowNumber: 5 },
    version: 1,
    body: { skip: false },
  })
  expect(late.status).toBe(412)
  expect((await desk.app.call(readImport, { params: { id } })).body.counts).toMatchObject({
    rows: 4,
    good: 3,
    faulty: 0,
    skipped: 1,
  })
  expect(await run(desk, id)).toMatchObject({ counts: { accountsCreated: 3 } })
  expect(await rowsOf(`select external_key from accounts order by 1`)).toEqual([
    { external_key: 'K1' },
    { external_key: 'K2' },
    { external_key: 'K3' },
  ])
})

test.each(['csv', 'xlsx'] as const)(
  'faulty rows come back as %s with their reasons and can be uploaded again',
  async (format) => {
    const { id } = await check(desk, 'k.csv', customers, { target: 'customers' })
    const { raw } = await desk.app.call(downloadFaultyRows, { params: { id }, query: { format, locale: 'zh-CN' } })
    const again = await upload(desk, `faulty.${format}`, raw.rawPayload)
    expect(again.detected?.headers).toEqual([...header.trim().split(','), '行号', '原因'])
    expect(again.detected?.sample).toEqual([
      ['K3', '', '', '', '', '', '', '', '', '', '4', '客户名称: 缺少“客户名称”。请补上，或跳过本行。'],
    ])
  },
)

test('the mapping of a file is remembered for the next with the same columns', async () => {
  await check(desk, 'a.csv', two, { target: 'customers' }, { 电话: null, 地址: 'note+' })
  const next = await upload(desk, 'b.csv', two.replace('K1', 'K7'))
  const { body } = await desk.app.call(suggestMapping, { params: { id: next.id }, query: { target: 'customers' } })
  expect(body).toMatchObject({ remembered: true, mapping: { 电话: null, 地址: 'note+', 客户编号: 'externalKey' } })
})

test('imported again, the same file changes nothing and doubles nothing', async () => {
  await run(desk, (await check(desk, 'k.csv', two, { target: 'customers' })).id)
  const before = await rowsOf('select * from accounts order by id')
  const again = await run(desk, (await check(desk, 'k.csv', two, { target: 'customers' })).id)
  expect(again.counts).toMatchObject({ accountsCreated: 0, accountsChanged: 0, contactsCreated: 0, duplicatesFound: 2 })
  expect(await rowsOf('select * from accounts order by id')).toEqual(before)
})

test.each([
  ['update', { accountsChanged: 1, faulty: 0 }, '新名称有限公司'],
  ['skip', { accountsChanged: 0, skipped: 1 }, '上海远洋物流有限公司'],
  ['refuse', { accountsChanged: 0, faulty: 1 }, '上海远洋物流有限公司'],
] as const)('a key that exists: %s', async (existing, counts, name) => {
  await run(desk, (await check(desk, 'k.csv', two, { target: 'customers' })).id)
  const change = `${header}K1,新名称有限公司,,,,,,,,\nK9,另一公司,,,,,,,,\n`
  const done = await run(desk, (await check(desk, 'c.csv', change, { target: 'customers', existing })).id)
  expect(done.counts).toMatchObject({ ...counts, accountsCreated: 1 })
  const [row] = await rowsOf(`select name, phone from accounts where external_key = 'K1'`)
  expect(row).toEqual({ name, phone: '+862155881234' })
})

test('an undone batch takes back what it made and changed, and leaves alone what somebody worked on since', async () => {
  await run(desk, (await check(desk, 'k.csv', two, { target: 'customers' })).id)
  const untouched = `select external_key, name, phone, tags, (select array_agg(k order by k) from unnest(search_keys) k) as keys, match_keys, (select array_agg(c.name order by c.name) from contacts c where c.account_id = a.id) as people from accounts a order by 1`
  const before = await rowsOf(untouched)
  const change = `${header}K1,改名物流有限公司,,,赵六,13700137000,,,,\nK8,新客户甲,,,,,,,,\nK9,新客户乙,,,,,,,,\nK2,又改名有限公司,,,,,,,,\n`
  const { id } = await run(desk, (await check(desk, 'c.csv', change, { target: 'customers' })).id)
  await desk.database.owner.query(
    `update accounts set version = version + 1, note = 'called' where external_key in ('K9', 'K2')`,
  )
  await desk.app.call(undoImport, { params: { id } })
  const undone = await work(desk, id)
  expect(undone).toMatchObject({
    state: 'undone',
    undone: {
      restored: 1,
      keptTotal: 2,
      kept: [expect.objectContaining({ reason: 'changedSince' }), expect.objectContaining({ reason: 'changedSince' })],
    },
  })
  const after = await rowsOf(untouched)
  expect(after.map((row) => [row.external_key, row.name])).toEqual([
    ['K1', '上海远洋物流有限公司'],
    ['K2', '又改名有限公司'],
    ['K9', '新客户乙'],
  ])
  expect(after[0]).toEqual(before[0])
})

test('a cancelled import keeps what is in, goes on when asked, and can be undone whole', async () => {
  const many = header + Array.from({ length: 50 }, (_, n) => `K${n},客户${n}有限公司,,,,,,,,`).join('\n')
  const { id } = await check({ ...desk, chunkRows: 10 }, 'k.csv', many, { target: 'customers' })
  await desk.app.call(runImport, { params: { id } })
  await desk.app.call(cancelImport, { params: { id } })
  expect(await work(desk, id)).toMatchObject({ state: 'cancelled', counts: { accountsCreated: 0 } })
  expect(await run({ ...desk, chunkRows: 10 }, id)).toMatchObject({
    state: 'done',
    counts: { accountsCreated: 50 },
    progress: { done: 50, total: 50 },
  })
  await desk.app.call(undoImport, { params: { id } })
  expect(await work(desk, id)).toMatchObject({ state: 'undone', undone: { removed: 50, keptTotal: 0 } })
  expect(await count('accounts')).toBe(0)
})

test('two keys of one customer in a file are told in the check and end in one account', async () => {
  const checked = await check(desk, 'k.csv', `${two}K1,上海远洋物流有限公司（总部）,,,,,,,,\n`, { target: 'customers' })
  const warned = await desk.app.call(listImportRows, { params: { id: checked.id }, query: { state: 'warned' } })
  expect(warned.body.rows[0]?.issues[0]).toMatchObject({ code: 'duplicateInFile', params: { row: 2 } })
  await run(desk, checked.id)
  expect(await rowsOf(`select name from accounts where external_key = 'K1'`)).toEqual([
    { name: '上海远洋物流有限公司（总部）' },
  ])
})

test('a seller imports for himself, sees his own batches alone, and meets a hidden key as a fault', async () => {
  await run(desk, (await check(desk, 'k.csv', two, { target: 'customers' })).id)
  const team = await aTeam(desk.database)
  const seller = await aUser(desk.database, { teams: [team], roles: ['salesRepresentative'] })
  const app = await testApp(desk.database, { as: seller, files: desk.files, now: desk.now })
  const his = { ...desk, app }
  const done = await run(
    his,
    (await check(his, 'mine.csv', `${header}K1,别人的客户,,,,,,,,\nS1,我的客户,,,,,,,,\n`, { target: 'customers' })).id,
  )
  expect(done.counts).toMatchObject({ accountsCreated: 1, faulty: 1 })
  expect(await rowsOf('select owner_id, team_id from accounts where external_key = $1', ['S1'])).toEqual([
    { owner_id: seller.id, team_id: team },
  ])
  expect((await app.call(listImports, {})).body.rows).toHaveLength(1)
  expect((await desk.app.call(listImports, {})).body.rows).toHaveLength(2)
  const denied = await app.refused(undoImport, { params: { id: done.id } })
  expect(denied.status).toBe(403)
})

test('columns of a category one may not write are refused at the mapping', async () => {
  const clerk = await aUser(desk.database, {
    rights: { modules: { accounts: 'all', imports: 'all' }, categories: { basic: true } },
  })
  const app = await testApp(desk.database, { as: clerk, files: desk.files, now: desk.now })
  const { id } = await upload({ ...desk, app }, 'k.csv', '客户名称,信用额度\n甲公司,1000\n')
  const refusal = await app.refused(mapImport, {
    params: { id },
    body: { options: { target: 'customers' }, mapping: { 客户名称: 'name', 信用额度: 'creditLimit' } },
  })
  expect(refusal).toMatchObject({ status: 403, body: { code: 'categoryNotWritable' } })
  const nobody = await aUser(desk.database, { rights: { modules: { accounts: 'all' }, categories: { basic: true } } })
  expect((await app.refused(listImports, { as: nobody })).status).toBe(403)
})

test('whoever starts what another has mapped must be allowed to write it himself', async () => {
  const list = `客户名称,信用额度\n上海远洋物流有限公司,50000\n`
  const checked = await check(desk, '额度.csv', list, { target: 'customers' }, { 信用额度: 'creditLimit' })
  expect(checked.counts.good).toBe(1)
  const colleague = await aUser(desk.database, {
    rights: { modules: { imports: 'all', accounts: 'all' }, categories: { basic: true, address: true } },
  })
  const refused = await desk.app.refused(runImport, { params: { id: checked.id }, as: colleague })
  expect(refused.body.code).toBe('categoryNotWritable')
  expect(await count('accounts')).toBe(0)
})
