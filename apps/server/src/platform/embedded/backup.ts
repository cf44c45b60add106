import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { Client, type ClientConfig } from 'pg'
import {
  type BackedUpFile,
  type BackupManifest,
  type BackupMark,
  formatVersion,
  isRemade,
  manifestFile,
  markFile,
  restFolder,
} from './backup-format.ts'
import { clusterFiles, controlFile, type FoundFile, filesBelow, ignoreMissing } from './cluster-files.ts'
import { explainFailure } from './explain-failure.ts'
import { StartupProblem } from './startup-problem.ts'
import { endOfArchive, fileEntry, folderEntry } from './tar-stream.ts'

export interface BackupSource {
  /** Superuser of the running server. */
  readonly connection: ClientConfig
  /** See `DataFolder`. */
  readonly dataDir: string
}

export interface BackupSummary {
  readonly file: string
  readonly bytes: number
  readonly files: number
  readonly uncompressedBytes: number
}

const readBytes = 1024 * 1024
const compressionLevel = 3

/**
 * Copies the whole database while it runs, with PostgreSQL's low-level backup functions, into one compressed tar.
 * The file appears under its name only when it is complete.
 */
export async function backUp(source: BackupSource, file: string, now: Date): Promise<BackupSummary> {
  const target = resolve(file)
  const partial = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`)
  const client = new Client(source.connection)
  const archive = new Archive(now)
  try {
    await client.connect()
    const output = await open(partial, 'wx', 0o600)
    const compress = createZstdCompress({
      params: { [constants.ZSTD_c_compressionLevel]: compressionLevel, [constants.ZSTD_c_checksumFlag]: 1 },
    })
    await pipeline(
      Readable.from(entriesOf(source, client, archive, now)),
      compress,
      output.createWriteStream({ flush: true }),
    )
    await rename(partial, target)
    const { size } = await stat(target)
    return { file: target, bytes: size, files: archive.files.length, uncompressedBytes: archive.bytes }
  } catch (error) {
    throw explainFailure({ zh: '备份', en: 'The backup' }, '', dirname(target), error)
  } finally {
    await rm(partial, { force: true })
    await client.end().catch(() => {})
  }
}

async function* entriesOf(source: BackupSource, client: Client, archive: Archive, now: Date) {
  const cluster = join(source.dataDir, 'cluster')
  await refuseTablespaces(client)
  // Keeps the log written from here on until the session ends.
  await client.query(`select pg_create_physical_replication_slot('quayside_backup_' || pg_backend_pid(), true, true)`)
  const startLsn = await one(client, 'select pg_backup_start($1, fast => true)::text as value', [now.toISOString()])

  const listed = await clusterFiles(cluster)
  yield* archive.json(markFile, await markOf(client, listed, now))
  for (const found of listed) yield* archive.add('cluster', cluster, found)
  yield* archive.bytesAs(`cluster/${controlFile}`, await readStable(join(cluster, controlFile)))

  const stop = await client.query<{ lsn: string; labelfile: string }>(
    'select lsn::text, labelfile from pg_backup_stop(wait_for_archive => false)',
  )
  const { lsn: stopLsn = '', labelfile = '' } = stop.rows[0] ?? {}
  yield* archive.bytesAs('cluster/backup_label', Buffer.from(labelfile))
  for (const found of await walFiles(client, cluster, startLsn, stopLsn)) yield* archive.add('cluster', cluster, found)

  // After the database: a row written before the stop finds its file here.
  for (const name of (await readdir(source.dataDir)).filter((entry) => !isRemade(entry)).sort())
    for (const found of await filesBelow(source.dataDir, name)) yield* archive.add(restFolder, source.dataDir, found)
  yield* archive.json(manifestFile, { startLsn, stopLsn, files: archive.files } satisfies BackupManifest)
  yield endOfArchive()
}

async function markOf(client: Client, listed: FoundFile[], now: Date): Promise<BackupMark> {
  const postgresVersion = await one(client, `select current_setting('server_version') as value`)
  return {
    format: 'quayside-backup',
    formatVersion,
    postgresMajor: Number.parseInt(postgresVersion, 10),
    postgresVersion,
    createdAt: now.toISOString(),
    approximateBytes: listed.reduce((sum, { size }) => sum + size, 0),
  }
}

async function one(client: Client, query: string, values: string[] = []): Promise<string> {
  const { rows } = await client.query<{ value: string }>(query, values)
  return rows[0]?.value ?? ''
}

async function refuseTablespaces(client: Client): Promise<void> {
  const extra = await one(client, `select count(*)::text as value from pg_tablespace where spcname !~ '^pg_'`)
  if (extra !== '0')
    throw new StartupProblem(
      'backupFailed',
      {
        zh: '数据库使用了额外的表空间，无法备份。',
        en: 'The database uses extra tablespaces, which a backup cannot hold.',
      },
      { zh: '请先把数据移回默认表空间。', en: 'Move the data back to the default tablespace first.' },
    )
}

/** The stretch of write-ahead log a restore replays, every segment of it. */
async function walFiles(client: Client, cluster: string, startLsn: string, stopLsn: string): Promise<FoundFile[]> {
  const first = await one(client, 'select pg_walfile_name($1::pg_lsn) as value', [startLsn])
  const last = await one(client, 'select pg_walfile_name($1::pg_lsn) as value', [stopLsn])
  const segmentBytes = Number(
    await one(client, `select setting as value from pg_settings where name = 'wal_segment_size'`),
  )
  const all = await filesBelow(cluster, 'pg_wal')
  const wanted = all.filter(({ path }) => {
    const name = path.slice('pg_wal/'.length)
    return (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last) || /^[0-9A-F]{8}\.history$/.test(name)
  })
  const numberOf = (name: string) =>
    Number.parseInt(name.slice(8, 16), 16) * (2 ** 32 / segmentBytes) + Number.parseInt(name.slice(16), 16)
  const segments = wanted.filter(({ path }) => !path.endsWith('.history'))
  if (segments.length !== numberOf(last) - numberOf(first) + 1)
    throw new Error(`write-ahead log ${first}–${last} is incomplete`)
  return wanted
}

/** The server rewrites it in place: read until two readings agree. */
async function readStable(file: string): Promise<Buffer> {
  for (let previous = await readFile(file); ; ) {
    const next = await readFile(file)
    if (next.equals(previous)) return next
    previous = next
  }
}

/** Makes the entries and remembers each file's checksum for the manifest. */
class Archive {
  readonly files: BackedUpFile[] = []
  bytes = 0
  readonly #now: Date

  constructor(now: Date) {
    this.#now = now
  }

  async *add(prefix: string, root: string, { path, size, isFolder }: FoundFile): AsyncGenerator<Uint8Array, void> {
    if (isFolder) return yield folderEntry(`${prefix}/${path}`, this.#now)
    const handle = await open(join(root, path), 'r').catch(ignoreMissing)
    // Dropped since it was listed: then nothing that a restore needs refers to it.
    if (handle === undefined) return
    try {
      const content =
        size === 0
          ? emptyContent()
          : createReadStream('', { fd: handle.fd, autoClose: false, end: size - 1, highWaterMark: readBytes })
      yield* this.#entry(`${prefix}/${path}`, size, content)
    } finally {
      await handle.close()
    }
  }

  async *bytesAs(path: string, content: Buffer) {
    yield* this.#entry(path, content.length, Readable.from([content]))
  }

  async *json(path: string, content: BackupMark | BackupManifest) {
    const text = Buffer.from(JSON.stringify(content))
    yield* fileEntry(path, text.length, this.#now, Readable.from([text]))
  }

  async *#entry(path: string, size: number, content: AsyncIterable<Uint8Array>) {
    const hash = createHash('sha256')
    let passed = 0
    const hashed = async function* () {
      for await (const chunk of content) {
        passed += chunk.length
        hash.update(chunk)
        yield chunk
      }
      if (passed < size) {
        // The table was shortened meanwhile; replaying the log shortens it again.
        const zeros = Buffer.alloc(size - passed)
        hash.update(zeros)
        yield zeros
      }
    }
    yield* fileEntry(path, size, this.#now, hashed())
    this.bytes += size
    this.files.push({ path, size, sha256: hash.digest('hex') })
  }
}

async function* emptyContent() {}
