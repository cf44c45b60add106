import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { anAccount, aUser, testApp, testDatabase, testFiles } from '../../../test/harness.ts'
import { forgetImportSources } from '../../modules/accounts/index.ts'
import { fileReferences } from '../../work.ts'
import { writeAs, writeAsOwner } from '../database.ts'
import { newId } from '../ids.ts'
import { silentLog } from '../log.ts'
import { maintainOnce } from '../maintain.ts'
import { type FileStore, keepFile, keepStorageLimits, openFileStore, sweepFiles } from './index.ts'

const run = promisify(execFile)
const limitBytes = 1_000_000
const text = (content: string) => Readable.from([Buffer.from(content)])
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-storage-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
async function put(files: FileStore, content: string, { hoursOld = 0 } = {}) {
  const stored = await files.put(text(content), { limitBytes })
  await utimes(files.pathOf(stored.sha256), hoursAgo(hoursOld), hoursAgo(hoursOld))
  return stored
}
const sweep = async (database: Awaited<ReturnType<typeof testDatabase>>, files: FileStore) =>
  sweepFiles(database, files, { now: new Date(), references: fileReferences })

test('a full disk is said clearly and leaves nothing behind', async () => {
  const folder = await aFolder()
  const program = fileURLToPath(new URL('./fill-disk-for-tests.ts', import.meta.url))
  const limited = `ulimit -f 2000; trap "" XFSZ; exec "${process.execPath}" "${program}" "${folder}"`
  const { stdout } = await run('bash', ['-c', limited])
  expect(stdout.trim()).toBe('storageFull 507')
  expect(await readdir(folder, { recursive: true })).toEqual(['incoming'])
})

test('expired files are forgotten; their content stays while anything else has the same', async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const { id: actorId } = await aUser(database)
  const [alone, shared] = [await put(files, 'alone', { hoursOld: 5 }), await put(files, 'shared', { hoursOld: 5 })]
  const now = hoursAgo(5)
  const kept = await writeAs(database, actorId, async (tx) => {
    await keepFile(tx, alone, { name: 'a', actorId, now, expiresAt: hoursAgo(1) })
    await keepFile(tx, shared, { name: 'b', actorId, now, expiresAt: hoursAgo(1) })
    return keepFile(tx, shared, { name: 'c', actorId, now })
  })
  expect(await sweep(database, files)).toBe(1)
  expect([await files.has(alone.sha256), await files.has(shared.sha256)]).toEqual([false, true])
  expect((await database.owner.query('select id from stored_files')).rows).toEqual([{ id: kept }])
})

test('the content of removed attachments and of uploads that came to nothing is swept, that of others never', async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const { id: userId } = await aUser(database)
  const [removed, hanging, abandoned, justNow] = [
    await put(files, 'removed', { hoursOld: 50 }),
    await put(files, 'hanging', { hoursOld: 50 }),
    await put(files, 'abandoned', { hoursOld: 3 }),
    await put(files, 'its row is being written', { hoursOld: 1 }),
  ]
  const account = await writeAsOwner(database, (tx) => anAccount(tx))
  const attach = (sha256: string) =>
    database.owner.query(
      `insert into attachments (id, account_id, name, media_type, bytes, sha256, uploaded_by)
       values ($1, $2, 'x', 'text/plain', 1, $3, $4)`,
      [newId(), account.id, sha256, userId],
    )
  for (const { sha256 } of [removed, hanging]) await attach(sha256)
  await database.owner.query('delete from attachments where sha256 = $1', [removed.sha256])

  expect(await sweep(database, files)).toBe(2)
  const has = [removed, hanging, abandoned, justNow].map(({ sha256 }) => files.has(sha256))
  expect(await Promise.all(has)).toEqual([false, true, false, true])
})

test('what a killed process left is cleared up: half uploads, and orphans taken aside', async () => {
  const database = await testDatabase()
  const folder = await aFolder()
  const files = openFileStore(folder)
  const { id: actorId } = await aUser(database)
  const [orphan, wanted] = [await put(files, 'orphan', { hoursOld: 5 }), await put(files, 'wanted', { hoursOld: 5 })]
  await writeAs(database, actorId, (tx) => keepFile(tx, wanted, { name: 'w', actorId, now: hoursAgo(5) }))
  await mkdir(join(folder, 'leaving'))
  for (const { sha256 } of [orphan, wanted]) await rename(files.pathOf(sha256), join(folder, 'leaving', sha256))
  for (const [name, hours] of [
    ['dead', 5],
    ['alive', 0],
  ] as const) {
    await writeFile(join(folder, 'incoming', name), 'half')
    await utimes(join(folder, 'incoming', name), hoursAgo(hours), hoursAgo(hours))
  }
  expect(await sweep(database, files)).toBe(1)
  expect([await files.has(orphan.sha256), await files.has(wanted.sha256)]).toEqual([false, true])
  expect(await readdir(join(folder, 'leaving'))).toEqual([])
  expect(await readdir(join(folder, 'incoming'))).toEqual(['alive'])
})

test('content that is stored or referred to again while it is being swept stays', async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const { id: actorId } = await aUser(database)
  const [stored, referred] = [
    await put(files, 'stored again', { hoursOld: 5 }),
    await put(files, 'referred to again', { hoursOld: 5 }),
  ]
  let asked = 0
  const removed = await files.sweep(hoursAgo(2), async (hashes) => {
    // The first question is asked of what was found; the next, of what has been taken aside.
    if (hashes.length > 0 && asked++ === 1) return new Set([referred.sha256])
    if (asked === 1) await files.put(text('stored again'), { limitBytes })
    return new Set()
  })
  expect(asked).toBe(2)
  expect(removed).toBe(0)
  expect([await files.has(stored.sha256), await files.has(referred.sha256)]).toEqual([true, true])
  expect(actorId).toBeDefined()
})

test('the file of an import is let go a month after it ended, and the import says so', async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const user = await aUser(database)
  const content = await put(files, 'name\nA\n', { hoursOld: 24 * 40 })
  const add = async (days: number, state: string) => {
    const id = newId()
    await database.owner.query(
      `insert into imports (id, created_by, file_name, bytes, sha256, state, created_at, finished_at)
       values ($1, $2, 'a.csv', 8, $3, $4, $5, $5)`,
      [id, user.id, content.sha256, state, hoursAgo(24 * days)],
    )
    return id
  }
  const old = await add(31, 'done')
  const young = await add(29, 'done')
  const clock = () => new Date()
  const maintained = () =>
    maintainOnce({ database, files, clock, log: silentLog, fileReferences, chores: [forgetImportSources] })
  await maintained()
  expect(await files.has(content.sha256)).toBe(true)
  const left = await database.owner.query('select id from imports where source_removed_at is null')
  expect(left.rows).toEqual([{ id: young }])

  await database.owner.query(`update imports set state = 'importing', finished_at = $2 where id = $1`, [
    young,
    hoursAgo(24 * 40),
  ])
  await maintained()
  expect(await files.has(content.sha256)).toBe(true)
  await database.owner.query(`update imports set state = 'cancelled' where id = $1`, [young])
  await maintained()
  expect(await files.has(content.sha256)).toBe(false)
  const app = await testApp(database, { as: user, files })
  const { statusCode, body } = await app.inject({ method: 'POST', url: `/api/imports/${old}/preview`, payload: {} })
  expect([statusCode, JSON.parse(body).code]).toEqual([409, 'fileGone'])
  const used = await database.owner.query('select bytes from storage_use')
  expect(used.rows).toEqual([{ bytes: 0 }])
})

test('files beyond the limit of a person, or of the company, are refused clearly; removing some makes room', async () => {
  const database = await testDatabase()
  const [user, other] = [await aUser(database), await aUser(database)]
  const account = await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: user.id }))
  await writeAsOwner(database, (tx) => keepStorageLimits(tx, { userBytes: 1_000, companyBytes: 1_500 }))
  const app = await testApp(database, { files: testFiles(database) })
  const upload = (bytes: number, as = user, letter = 'x') =>
    app.inject({
      as,
      method: 'POST',
      url: `/api/accounts/${account.id}/attachments`,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      payload: `--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${letter.repeat(bytes)}\r\n--b--\r\n`,
    })
  const first = await upload(700)
  expect(first.statusCode, first.body).toBe(201)
  const second = await upload(400)
  expect([second.statusCode, second.json().code]).toEqual([413, 'quotaExceeded'])
  expect((await upload(700, other)).statusCode).toBe(201)
  expect((await upload(200, other)).json().code).toBe('companyQuotaExceeded')
  const { id } = first.json<{ id: string }>()
  expect((await app.inject({ as: user, method: 'DELETE', url: `/api/attachments/${id}` })).statusCode).toBe(204)
  expect((await upload(400)).statusCode).toBe(201)
})

test('of uploads at once no more go in than the limit lets', async () => {
  const database = await testDatabase({ connections: 12 })
  const { id: actorId } = await aUser(database)
  await writeAsOwner(database, (tx) => keepStorageLimits(tx, { userBytes: 1_000, companyBytes: null }))
  const content = { sha256: 'a'.repeat(64), bytes: 300, mediaType: 'text/plain' }
  const keep = () => writeAs(database, actorId, (tx) => keepFile(tx, content, { name: 'a', actorId, now: new Date() }))
  const ended = await Promise.allSettled(Array.from({ length: 8 }, keep))
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
})
