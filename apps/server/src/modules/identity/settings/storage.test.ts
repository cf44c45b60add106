import { changeStorageLimits, listStorageUse, readStorage, type StorageLimits } from '@quayside/contract'
import { beforeEach, expect, test } from 'vitest'
import {
  anAccount,
  aUser,
  type TestApp,
  type TestDatabase,
  testApp,
  testDatabase,
  testFiles,
} from '../../../../test/harness.ts'
import { readAs, writeAs, writeAsOwner } from '../../../platform/database.ts'
import { keepFile, keepStorageLimits } from '../../../platform/files/index.ts'
import type { User } from '../../../platform/http/serve.ts'

const mega = 1024 ** 2
let database: TestDatabase
let office: TestApp
let administrator: User

beforeEach(async () => {
  database = await testDatabase()
  administrator = await aUser(database, { roles: ['administrator'] })
  office = await testApp(database, { as: administrator, files: testFiles(database) })
})

const configure = (limits: StorageLimits) => writeAsOwner(database, (tx) => keepStorageLimits(tx, limits))
const keep = (owner: User, bytes: number) =>
  writeAs(database, owner.id, (tx) =>
    keepFile(
      tx,
      { sha256: 'a'.repeat(64), bytes, mediaType: 'text/plain' },
      { name: 'a', actorId: owner.id, now: new Date() },
    ),
  )
const choose = async (body: StorageLimits) =>
  (await office.call(changeStorageLimits, { version: (await office.call(readStorage)).body.version, body })).body

test('an administrator sees what lies there, what is free, and who has most', async () => {
  const [much, little, none] = [await aUser(database), await aUser(database), await aUser(database)]
  await keep(little, 2 * mega)
  await keep(much, 3 * mega)
  await keep(much, 4 * mega)
  expect(none).toBeDefined()
  const { body } = await office.call(readStorage)
  expect(body).toMatchObject({ usedBytes: 9 * mega, limits: { userBytes: null, companyBytes: null } })
  expect(body.databaseBytes).toBeGreaterThan(mega)
  expect(body.disk?.freeBytes).toBeGreaterThan(0)
  expect(body.disk?.totalBytes).toBeGreaterThanOrEqual(body.disk?.freeBytes ?? Number.POSITIVE_INFINITY)

  const first = (await office.call(listStorageUse, { query: { limit: 1 } })).body
  expect(first.rows).toEqual([{ user: { id: much.id, name: much.name, image: null, active: true }, bytes: 7 * mega }])
  const second = (await office.call(listStorageUse, { query: { limit: 1, cursor: first.next ?? '' } })).body
  expect(second).toMatchObject({ rows: [{ user: { id: little.id }, bytes: 2 * mega }], next: null, total: 2 })
})

test('the narrower of what is configured and what was chosen holds; a restart forgets no choice', async () => {
  await configure({ userBytes: 8 * mega, companyBytes: null })
  const user = await aUser(database)
  await keep(user, 4 * mega)
  const chosen = await choose({ userBytes: 5 * mega, companyBytes: 6 * mega })
  expect(chosen).toMatchObject({
    limits: { userBytes: 5 * mega, companyBytes: 6 * mega },
    configured: { userBytes: 8 * mega, companyBytes: null },
    version: 2,
  })
  await expect(keep(user, 2 * mega)).rejects.toMatchObject({ code: 'QS001', detail: `user ${5 * mega}` })
  await expect(keep(await aUser(database), 3 * mega)).rejects.toMatchObject({ detail: `company ${6 * mega}` })

  await configure({ userBytes: 4.5 * mega, companyBytes: null })
  await expect(keep(user, mega)).rejects.toMatchObject({ detail: `user ${4.5 * mega}` })
  await configure({ userBytes: 8 * mega, companyBytes: null })
  expect((await office.call(readStorage)).body.limits).toEqual({ userBytes: 5 * mega, companyBytes: 6 * mega })
  expect((await choose({ userBytes: null, companyBytes: null })).limits.userBytes).toBe(8 * mega)
  await keep(user, 4 * mega)
})

test('a limit below what lies there keeps that and lets nothing more in', async () => {
  const user = await aUser(database)
  await keep(user, 4 * mega)
  await choose({ userBytes: 2 * mega, companyBytes: null })
  expect((await office.call(readStorage)).body.usedBytes).toBe(4 * mega)
  await expect(keep(user, 1)).rejects.toMatchObject({ code: 'QS001' })
})

test('more than the configuration allows is refused field by field, an old version too, and both leave all as it was', async () => {
  await configure({ userBytes: 8 * mega, companyBytes: null })
  const beyond = await office.refused(changeStorageLimits, {
    version: 1,
    body: { userBytes: 9 * mega, companyBytes: 90 * mega },
  })
  expect(beyond.body).toMatchObject({ status: 422, code: 'beyondConfiguredLimit', errors: [{ path: '/userBytes' }] })
  const tiny = await office.refused(changeStorageLimits, { version: 1, body: { userBytes: 5, companyBytes: null } })
  expect(tiny.status).toBe(422)
  await choose({ userBytes: mega, companyBytes: null })
  const old = await office.refused(changeStorageLimits, { version: 1, body: { userBytes: null, companyBytes: null } })
  expect(old).toMatchObject({ status: 412, body: { current: { version: 2, chosen: { userBytes: mega } } } })
  const { rows } = await database.owner.query(
    `select actor_id, data from events where kind = 'company.storageLimitsChanged'`,
  )
  expect(rows).toEqual([
    {
      actor_id: administrator.id,
      data: { was: { userBytes: null, companyBytes: null }, is: { userBytes: mega, companyBytes: null } },
    },
  ])
})

test('seeing is not changing, and a part of the administration sees nothing', async () => {
  const withRights = (read: 'all' | 'team') => aUser(database, { rights: { modules: { administration: { read } } } })
  const auditor = await withRights('all')
  expect((await office.call(readStorage, { as: auditor })).body.can.change).toBe(false)
  const body = { userBytes: null, companyBytes: null }
  expect((await office.refused(changeStorageLimits, { as: auditor, version: 1, body })).status).toBe(403)
  const part = await withRights('team')
  expect((await office.refused(readStorage, { as: part })).status).toBe(403)
  expect((await office.refused(listStorageUse, { as: part })).status).toBe(403)
})

test('neither limits nor sums can be read or written past that, whoever asks the database', async () => {
  for (const table of ['storage_limits', 'storage_use'] as const) {
    await expect(
      readAs(database, administrator.id, (db) => db.selectFrom(table).selectAll().execute()),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(writeAs(database, administrator.id, (tx) => tx.deleteFrom(table).execute())).rejects.toMatchObject({
      code: '42501',
    })
  }
})

test('who uploads beyond the limit is told which limit, in figures', async () => {
  const user = await aUser(database)
  const account = await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: user.id }))
  await choose({ userBytes: 1.5 * mega, companyBytes: null })
  const upload = await office.inject({
    as: user,
    method: 'POST',
    url: `/api/accounts/${account.id}/attachments`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: `--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${'x'.repeat(2 * mega)}\r\n--b--\r\n`,
  })
  expect(upload.json()).toMatchObject({
    status: 413,
    code: 'quotaExceeded',
    limitBytes: 1.5 * mega,
    detail: 'Your files have reached their limit of 1.5 MB; nothing was kept. Remove some, or ask an administrator.',
  })
  const { rows } = await database.owner.query('select count(*)::int as n from attachments')
  expect(rows).toEqual([{ n: 0 }])
})
