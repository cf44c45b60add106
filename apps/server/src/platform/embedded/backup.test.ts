import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { Pool } from 'pg'
import { expect, test } from 'vitest'
import { backUp } from './backup.ts'
import { backupCommand, restoreCommand } from './backup-command.ts'
import { aDatabase, aFolder, query } from './folder-for-test.ts'
import { restore } from './restore.ts'
import type { EmbeddedDatabase } from './start-embedded.ts'

const now = new Date('2026-03-01T08:00:00Z')

const tables = ['account', 'line']
const digestOf = async (url: string) => {
  const digests = tables.map(
    (name) =>
      `select '${name}' as name, count(*)::int as rows, md5(string_agg(t::text, ',' order by t::text)) as digest from ${name} t`,
  )
  return query<{ name: string; rows: number; digest: string }>(url, digests.join(' union all '))
}

async function fill(database: EmbeddedDatabase): Promise<void> {
  await query(
    database.ownerUrl,
    `create table account (id int primary key, name text);
     create table line (id int generated always as identity primary key, account int references account, amount bigint);
     insert into account select n, '客户' || n from generate_series(1, 2000) n;
     insert into line (account, amount) select 1 + n % 2000, n from generate_series(1, 40000) n`,
  )
}

/** Writes from several connections until told to stop. */
function writing(database: EmbeddedDatabase) {
  const pool = new Pool({ connectionString: database.ownerUrl, max: 3 })
  let written = 0
  let done = false
  const loop = async () => {
    while (!done) {
      await pool.query('insert into line (account, amount) select 1 + n % 2000, n from generate_series(1, 200) n')
      written += 200
    }
  }
  // What was copied before a checkpoint and changed after it comes back only if the whole log is replayed.
  const checkpoints = async () => {
    while (!done) await pool.query('checkpoint')
  }
  const loops = [loop(), loop(), checkpoints()]
  return {
    committed: () => written,
    stop: async () => {
      done = true
      await Promise.all(loops)
      await pool.end()
    },
  }
}

test('a backup restored into an empty folder holds every table and attachment', { timeout: 60_000 }, async () => {
  const folder = await aFolder()
  const database = await aDatabase(join(folder, 'database'))
  await fill(database)
  const attachments = join(database.dataDir, 'attachments')
  const longName = `${'合同'.repeat(30)}/${'x'.repeat(150)}.pdf`
  await mkdir(join(attachments, '合同'.repeat(30)), { recursive: true })
  await writeFile(join(attachments, longName), 'signed')
  await writeFile(join(attachments, 'empty'), '')
  await writeFile(join(database.dataDir, 'secret'), 'of the application')
  const before = await digestOf(database.ownerUrl)

  const file = join(folder, 'backup.tar.zst')
  await backupCommand({ dataDir: database.dataDir, file, now })
  await database.stop()
  const dataDir = join(folder, 'restored')
  await restoreCommand(file, dataDir)

  const restored = await aDatabase(dataDir)
  expect(await digestOf(restored.ownerUrl)).toEqual(before)
  expect(before.map(({ rows }) => rows)).toEqual([2000, 40000])
  expect(await readFile(join(dataDir, 'attachments', longName), 'utf8')).toBe('signed')
  expect(await readFile(join(dataDir, 'attachments', 'empty'), 'utf8')).toBe('')
  expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe('of the application')
})

test('a backup made while others write holds all that was committed before it, and no half of a transaction', {
  timeout: 60_000,
}, async () => {
  const folder = await aFolder()
  const database = await aDatabase(join(folder, 'database'))
  await fill(database)
  const writers = writing(database)
  await expect.poll(writers.committed).toBeGreaterThan(5_000)
  const committedBefore = 40_000 + writers.committed()
  const file = join(folder, 'backup.tar.zst')
  await backUp({ connection: database.connection, dataDir: database.dataDir }, file, now)
  await writers.stop()

  await restore(file, join(folder, 'restored'))
  const restored = await aDatabase(join(folder, 'restored'))
  const [row] = await query<{ rows: number; distinct: number; orphans: number }>(
    restored.ownerUrl,
    `select count(*)::int as rows, count(distinct line.id)::int as distinct, (count(*) - count(account.id))::int as orphans
     from line left join account on account.id = line.account`,
  )
  expect(row?.rows).toBeGreaterThanOrEqual(committedBefore)
  expect((row?.rows ?? 0) % 200).toBe(0)
  expect(row).toMatchObject({ distinct: row?.rows, orphans: 0 })
  await query(restored.ownerUrl, 'reindex table line; insert into line (account, amount) values (1, 1)')
})

test('a stopped database is started for its backup and stopped again', async () => {
  const folder = await aFolder()
  const database = await aDatabase(join(folder, 'database'))
  await fill(database)
  await database.stop()
  const { bytes, files } = await backupCommand({ dataDir: database.dataDir, file: join(folder, 'b.tar.zst'), now })
  expect(bytes).toBeGreaterThan(100_000)
  expect(files).toBeGreaterThan(500)
  expect(existsSync(join(database.dataDir, 'lock.json'))).toBe(false)
})

test('a damaged, shortened or foreign file is refused and nothing is left behind', { timeout: 60_000 }, async () => {
  const folder = await aFolder()
  const database = await aDatabase(join(folder, 'database'))
  await fill(database)
  const file = join(folder, 'backup.tar.zst')
  const { bytes } = await backUp({ connection: database.connection, dataDir: database.dataDir }, file, now)
  const whole = await readFile(file)
  const target = join(folder, 'restored')
  const refuses = async (name: string) => {
    await expect(restore(join(folder, name), target)).rejects.toMatchObject({ code: 'backupBroken' })
    expect(await readdir(target).catch(() => [])).toEqual([])
  }

  await writeFile(join(folder, 'short'), whole)
  await truncate(join(folder, 'short'), Math.floor(bytes / 2))
  await refuses('short')
  await writeFile(join(folder, 'almost'), whole.subarray(0, bytes - 200))
  await refuses('almost')
  const flipped = Buffer.from(whole)
  flipped[Math.floor(bytes / 2)] = (flipped[Math.floor(bytes / 2)] ?? 0) ^ 0x10
  await writeFile(join(folder, 'flipped'), flipped)
  await refuses('flipped')
  const changed = zstdDecompressSync(whole)
  changed[Math.floor(changed.length / 2)] = (changed[Math.floor(changed.length / 2)] ?? 0) ^ 0x10
  await writeFile(join(folder, 'changed'), zstdCompressSync(changed))
  await refuses('changed')
  await writeFile(join(folder, 'text'), '客户,电话\n')
  await refuses('text')
  await writeFile(join(folder, 'nothing'), '')
  await refuses('nothing')
  await refuses('absent')
})

test('a folder with data in it is never restored over', async () => {
  const folder = await aFolder()
  const database = await aDatabase(join(folder, 'database'))
  const file = join(folder, 'backup.tar.zst')
  await backUp({ connection: database.connection, dataDir: database.dataDir }, file, now)
  await expect(restore(file, database.dataDir)).rejects.toMatchObject({ code: 'folderNotEmpty' })
})

test('a backup into a folder that is not there leaves no half file', async () => {
  const folder = await aFolder()
  const database = await aDatabase(join(folder, 'database'))
  const source = { connection: database.connection, dataDir: database.dataDir }
  await expect(backUp(source, join(folder, 'no', 'such', 'b.tar.zst'), now)).rejects.toMatchObject({
    code: 'couldNotStart',
  })
  expect((await readdir(folder)).filter((name) => name.includes('part'))).toEqual([])
})
