import type { ChildProcess } from 'node:child_process'
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
import { startPostmaster, stopOrphan, stopProcess, watchOver } from './postmaster.ts'
import { configText, type Settings, settingsFor } from './settings.ts'
import { type Bilingual, passwordLost } from './startup-problem.ts'

export interface EmbeddedOptions extends Wish {
  /** Folder of this database; made when absent. See `locateData` for root. */
  readonly dataDir: string
  readonly log?: (message: Bilingual) => void
  /** Overrides single PostgreSQL settings. */
  readonly settings?: Settings
}

export interface UnexpectedExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** False when it died too often: the application should end. */
  readonly restarting: boolean
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

const restartsAllowed = 3
const restartWindowMs = 300_000

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

/** Keeps postgres alive: killed by hand or for lack of memory, it comes back at the same address and recovers. */
class Supervised {
  readonly listeners: ((exit: UnexpectedExit) => void)[] = []
  readonly #data: DataFolder
  readonly #binaries: Binaries
  readonly #say: (message: Bilingual) => void
  #child: ChildProcess | undefined
  #watcher: ChildProcess | undefined
  #restarting: Promise<void> | undefined
  #stopped = false
  #exits: number[] = []

  private constructor(data: DataFolder, binaries: Binaries, say: (message: Bilingual) => void) {
    this.#data = data
    this.#binaries = binaries
    this.#say = say
  }

  static async start(data: DataFolder, binaries: Binaries, say: (message: Bilingual) => void): Promise<Supervised> {
    const server = new Supervised(data, binaries, say)
    await server.#launch()
    return server
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#restarting
    if (this.#child?.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.ref()
      await stopProcess(this.#child.pid)
    }
    this.#watcher?.kill('SIGKILL')
  }

  async #launch(): Promise<void> {
    // First, so that a death of ours during a long recovery is noticed too.
    this.#watcher = watchOver(this.#data)
    try {
      this.#child = await startPostmaster(this.#data, this.#binaries, this.#say)
    } catch (error) {
      this.#watcher?.kill('SIGKILL')
      throw error
    }
    this.#child.once('exit', (code, signal) => this.#afterExit(code, signal))
  }

  #afterExit(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#stopped) return
    this.#watcher?.kill('SIGKILL')
    const now = performance.now()
    this.#exits = [...this.#exits.filter((at) => now - at < restartWindowMs), now]
    const restarting = this.#exits.length <= restartsAllowed
    this.#say({
      zh: `数据库进程意外退出（${signal ?? code}）。`,
      en: `The database process ended unexpectedly (${signal ?? code}).`,
    })
    if (restarting) this.#restarting = this.#launch().catch(() => this.#tell(code, signal, false))
    this.#tell(code, signal, restarting)
  }

  #tell(code: number | null, signal: NodeJS.Signals | null, restarting: boolean): void {
    for (const listener of this.listeners) listener({ code, signal, restarting })
  }
}
