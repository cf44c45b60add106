import { listImportRows } from '@quayside/contract'
import { beforeAll, expect, test } from 'vitest'
import { aUser, testApp, testDatabase, testFiles } from '../../../../test/harness.ts'
import type { PlacedRow } from './chunk.ts'
import { check, type Desk, run } from './for-tests.ts'
import { isRefusal, refusedByDatabase } from './refused-by-database.ts'

let desk: Desk
beforeAll(async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const now = new Date('2026-11-22T08:00:00Z')
  desk = { app: await testApp(database, { as: await aUser(database), files, now }), database, files, now }
})

const row = { row: { rowNumber: 7 } } as PlacedRow
const mapping = { 电话: 'phone', 城市: 'address.city', 生日: 'birthDate', 手机: 'contact.mobile' }

test.each([
  [{ code: '22001', table: 'accounts', column: 'phone' }, 'valueTooLong', '电话'],
  [{ code: '22007', where: 'COPY staged_accounts, line 3, column birth_date: "x"' }, 'valueNoDate', '生日'],
  [{ code: '54000', table: 'addresses', constraint: 'addresses_by_city' }, 'valueTooLong', '城市'],
  [{ code: '23514', table: 'contacts', constraint: 'contacts_mobile_check' }, 'valueNotFitting', '手机'],
  [{ code: '22021' }, 'valueBadCharacter', null],
  [{ code: '23503', table: 'accounts', constraint: 'accounts_owner_id_fkey' }, 'valueRefersToNothing', null],
  [{ code: '42501', table: 'accounts' }, 'rowNotAllowed', null],
] as const)('what the database answers with %j is told as %s at column %s', (error, code, column) => {
  const issue = refusedByDatabase(error, row, mapping)
  expect(issue).toMatchObject({ code, column, severity: 'error' })
  expect(issue.messageZh).toMatch(/第 7 行.+跳过本行。$/u)
  expect(issue.messageEn).toMatch(/row 7.+skip the row\.$/i)
})

test.each(['40001', '57P01', '08006', 'ECONNREFUSED', '42601'])('%s is no refusal of a row', (code) => {
  expect(isRefusal({ code })).toBe(false)
})

test('one row the database will not have stays behind with a reason in words, and those beside it go in', async () => {
  await desk.database.owner.query(
    `alter table accounts add constraint accounts_industry_check check (industry <> '走私')`,
  )
  const lines = Array.from({ length: 9 }, (_, n) => `D${n},客户${n}号有限公司,${n === 4 ? '走私' : '物流'}`)
  const file = `客户编号,客户名称,行业\n${lines.join('\n')}\n`
  const { id } = await check(desk, 'd.csv', file, { target: 'customers', duplicates: 'create' })
  expect((await run(desk, id)).counts).toMatchObject({ accountsCreated: 8, faulty: 1 })
  const kept = await desk.app.call(listImportRows, { params: { id }, query: { state: 'faulty' } })
  expect(kept.body.rows).toMatchObject([
    {
      rowNumber: 6,
      issues: [{ code: 'valueNotFitting', column: '行业', messageEn: expect.stringContaining('row 6') }],
    },
  ])
  expect(JSON.stringify(kept.body)).not.toMatch(/violates|constraint|relation|accounts_/)
})
