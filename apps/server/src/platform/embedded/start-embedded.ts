import { rename, writeFile } from 'node:fs/promises'
import { Client, type ClientConfig } from 'pg'
import { type Address, addressSettings, chooseAddress, removeSocketFolder, type Wish } from './address.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { createCluster, databaseName, ownerRole, readPassword } from './create-cluster.ts'
import {
  type DataFolder,
  hasCluster,
  locateData,
  prepareFolder,
  removeHalfMade,
  requireSameMajor,
} from './data-folder.ts'
import { explainFailure } from './explain-failure.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { stopOrphan } from './postmaster.ts'
import { configText, type Settings, settingsFor } from './settings.ts'
import { type Bilingual, passwordLost } from './startup-problem.ts'
import { Supervised, type UnexpectedExit } from './supervised.ts'

export interface EmbeddedOptions extends Wish {
  /** Folder of this database; made when absent. See `locateData` for root. */
  readonly dataDir: string
  readonly log?: (message: Bilingual) => void
  /** Overrides single PostgreSQL settings. */
  readonly settings?: Settings
}

export interface EmbeddedDatabase {
  /** Superuser, database `quayside`; understood by pg and libpq. */
  readonly ownerUrl: string
  readonly connection: Required<Pick<ClientConfig, 'host' | 'port' | 'user' | 'password' | 'database'>>
  readonly socketDir: string | undefined
  readonly port: number
  readonly dataDir: string
  /** Of the server, such as `18.4`. */
  readonly version: string
  readonly pid: number
  stop(): Promise<void>
  onExit(listener: (exit: UnexpectedExit) => void): void
}

export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const say = options.log ?? (() => {})
  const data = await locateData(options.dataDir, say)
  const binaries = await findBinaries(data.runAs)
  await prepareFolder(data)
  const lock = await lockFolder(data.folder)
  try {
    await stopOrphan(data, say)
    await removeHalfMade(data)
    await provideCluster(data, binaries, options, say)
    return await run(data, binaries, lock, options, say)
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function provideCluster(
  data: DataFolder,
  binaries: Binaries,
  options: EmbeddedOptions,
  say: (message: Bilingual) => void,
) {
  if (hasCluster(data.folder)) return requireSameMajor(data, binaries.majorVersion)
  say({ zh: `正在 ${data.folder} 创建数据库……`, en: `Creating the database in ${data.folder} …` })
  await createCluster(data, binaries, options.settings?.fsync !== 'off')
}

async function run(
  data: DataFolder,
  binaries: Binaries,
  lock: FolderLock,
  options: EmbeddedOptions,
  say: (message: Bilingual) => void,
): Promise<EmbeddedDatabase> {
  const password = await readPassword(data)
  const address = await chooseAddress(data, options)
  const settings = { ...settingsFor(), ...options.settings, ...addressSettings(address) }
  await writeConfig(data, configText(settings))
  await lock.announce(address)

  const server = await Supervised.start(data, binaries, say)
  try {
    const version = await openDatabase(address, password, data)
    return describe(data, address, password, version, server, lock)
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Renamed into place: a file root left in a folder of the user is no hindrance. */
async function writeConfig(data: DataFolder, text: string): Promise<void> {
  const next = `${data.configFile}.new`
  try {
    await writeFile(next, text, { mode: 0o644 })
    await rename(next, data.configFile)
  } catch (error) {
    throw explainFailure(starting, '', data.folder, error)
  }
}

const starting = { zh: '启动数据库', en: 'Starting the database' }

function describe(
  data: DataFolder,
  address: Address,
  password: string,
  version: string,
  server: Supervised,
  lock: FolderLock,
): EmbeddedDatabase {
  let stopping: Promise<void> | undefined
  const stop = async () => {
    await server.stop()
    await removeSocketFolder(address)
    await lock.release()
  }
  return {
    ownerUrl: urlOf(address, password),
    connection: { ...address, user: ownerRole, password, database: databaseName },
    socketDir: address.host.startsWith('/') ? address.host : undefined,
    port: address.port,
    dataDir: data.folder,
    version,
    get pid() {
      return server.pid
    },
    stop: () => (stopping ??= stop()),
    onExit: (listener) => server.listeners.push(listener),
  }
}

export function urlOf({ host, port }: Address, password: string): string {
  return host.startsWith('/')
    ? `postgresql://${ownerRole}:${password}@localhost:${port}/${databaseName}?host=${encodeURIComponent(host)}`
    : `postgresql://${ownerRole}:${password}@${host}:${port}/${databaseName}`
}

/** Makes the database at the first start; also proves that the server takes our password. */
async function openDatabase(address: Address, password: string, data: DataFolder): Promise<string> {
  const client = new Client({ ...address, user: ownerRole, password, database: 'postgres' })
  try {
    await client.connect()
    const found = await client.query('select from pg_database where datname = $1', [databaseName])
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`)
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version ?? ''
  } catch (error) {
    const invalidPassword = '28P01'
    if (error instanceof Error && 'code' in error && error.code === invalidPassword)
      throw passwordLost(data.passwordFile)
    throw explainFailure({ zh: '连接数据库', en: 'Connecting to the database' }, String(error), data.folder, error)
  } finally {
    await client.end().catch(() => {})
  }
}
