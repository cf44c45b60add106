import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { aDatabase, aFolder, query } from './folder-for-test.ts'
import { exists } from './process-identity.ts'
import { startEmbedded } from './start-embedded.ts'

test('an empty folder becomes a UTF-8 database behind a private socket and a password', async () => {
  const dataDir = join(await aFolder(), 'database')
  const database = await startEmbedded({ dataDir })
  onTestFinished(() => database.stop())

  const [row] = await query<Record<string, string>>(
    database.ownerUrl,
    `select current_database() as name, pg_encoding_to_char(encoding) as encoding, datlocprovider as provider,
            datlocale as locale, current_setting('listen_addresses') as listening, current_setting('jit') as jit,
            current_setting('fsync') as fsync, current_setting('synchronous_commit') as committing
     from pg_database where datname = current_database()`,
  )
  expect(row).toEqual({
    name: 'quayside',
    encoding: 'UTF8',
    provider: 'b',
    locale: 'C.UTF-8',
    listening: '',
    jit: 'off',
    fsync: 'on',
    committing: 'on',
  })
  expect((await stat(database.socketDir ?? '')).mode & 0o777).toBe(0o700)
  expect((await stat(join(database.dataDir, 'password'))).mode & 0o777).toBe(0o600)
  const wrong = new Client({ ...database.connection, password: 'guess' })
  await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' })
})

test('what was committed is there at the second start, and nothing runs in between', async () => {
  const dataDir = join(await aFolder(), 'database')
  const first = await aDatabase(dataDir)
  await query(first.ownerUrl, `create table note (text text); insert into note values ('码头')`)
  await first.stop()
  expect(exists(first.pid)).toBe(false)
  expect(existsSync(first.socketDir ?? '')).toBe(false)

  const second = await aDatabase(dataDir)
  expect(await query(second.ownerUrl, 'select text from note')).toEqual([{ text: '码头' }])
})

test('a second start on the same folder is refused, names the first, and harms nothing', async () => {
  const dataDir = join(await aFolder(), 'database')
  const first = await aDatabase(dataDir)
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
    code: 'alreadyRunning',
    text: { en: expect.stringContaining(`process ${process.pid} (${first.socketDir}/.s.PGSQL.5432)`) },
  })
  expect(await query(first.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('where sockets are impossible a loopback port with the same password serves', async () => {
  const database = await aDatabase(join(await aFolder(), 'database'), { transport: 'tcp' })
  expect(database.socketDir).toBeUndefined()
  expect(database.connection.host).toBe('127.0.0.1')
  expect(await query(database.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  const wrong = new Client({ ...database.connection, password: 'guess' })
  await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' })
})

test('a link somebody else laid at the place of the socket folder is not followed', async () => {
  const folder = await aFolder()
  const first = await aDatabase(join(folder, 'database'))
  const place = first.socketDir ?? ''
  await first.stop()
  const trap = join(folder, 'trap')
  await mkdir(trap)
  await symlink(trap, place)

  const second = await aDatabase(join(folder, 'database'))
  await rm(place)
  expect(second.socketDir).not.toBe(place)
  expect(second.socketDir?.startsWith(`${place}-`)).toBe(true)
})

test('a data folder of another PostgreSQL is left alone', async () => {
  const dataDir = join(await aFolder(), 'database')
  const database = await aDatabase(dataDir)
  await database.stop()
  const versionFile = join(database.dataDir, 'cluster', 'PG_VERSION')
  await writeFile(versionFile, '19\n')
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
    code: 'dataOfOtherPostgres',
    text: { en: expect.stringContaining('PostgreSQL 19') },
  })
  expect(await readFile(versionFile, 'utf8')).toBe('19\n')
})

test('a lost password file is named, not replaced', async () => {
  const dataDir = join(await aFolder(), 'database')
  const database = await aDatabase(dataDir)
  await database.stop()
  const file = join(database.dataDir, 'password')
  await rm(file)
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'passwordLost' })
  await writeFile(file, 'wrong')
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'passwordLost' })
  expect(existsSync(join(database.dataDir, 'lock.json'))).toBe(false)
})

test('a file where the folder should be is reported as not writable', async () => {
  const file = join(await aFolder(), 'file')
  await writeFile(file, '')
  await expect(startEmbedded({ dataDir: join(file, 'database') })).rejects.toMatchObject({ code: 'folderNotWritable' })
})
