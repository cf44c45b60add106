import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type Bilingual, newerSchema, StartupProblem, startEmbedded } from './embedded/index.ts'
import { appPassword, NewerSchema } from './migrate.ts'
import { prepareDatabase } from './prepare-database.ts'

export interface DoorOptions {
  /** Undefined: start the embedded database in `dataDir`. */
  databaseUrl: string | undefined
  dataDir: string
  secret: string | undefined
  log(message: Bilingual): void
  /** The embedded database died more often than it is restarted. */
  onLoss?(): void
}

/** A database ready for use, and the two ways in. */
export interface Doors {
  owner: pg.PoolConfig
  app: pg.PoolConfig
  secret: string
  /** Attachments and everything else outside the database lie here. */
  dataDir: string
  /** Stops the embedded database; nothing for an external one. */
  close(): Promise<void>
}

const oldestPostgres = 150_000

/** Starts or finds the database, makes the application's login and brings the schema up to date. */
export async function openDoors(options: DoorOptions): Promise<Doors> {
  const embedded = options.databaseUrl ? undefined : await startEmbedded({ dataDir: options.dataDir, log: options.log })
  try {
    const dataDir = embedded?.dataDir ?? options.dataDir
    const secret = options.secret ?? (await keptSecret(dataDir))
    const owner: pg.PoolConfig = embedded?.connection ?? { connectionString: options.databaseUrl }
    await prepare(owner, secret)
    embedded?.onExit(({ restarting }) => {
      if (!restarting) options.onLoss?.()
    })
    return { owner, app: appConfig(owner, secret), secret, dataDir, close: async () => embedded?.stop() }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

async function prepare(owner: pg.PoolConfig, secret: string): Promise<void> {
  const client = new pg.Client({ ...owner, application_name: 'quayside-start' })
  // Without a listener an error between two queries would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw unreachable(error as Error)
  }
  try {
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
    if (Number(rows[0]?.version) < oldestPostgres) throw tooOld(Number(rows[0]?.version))
    await prepareDatabase(client, secret)
  } catch (error) {
    throw error instanceof NewerSchema ? newerSchema(String(error.found), String(error.known)) : error
  } finally {
    await client.end()
  }
}

/** The same server and database under the application's own login. */
export function appConfig(owner: pg.PoolConfig, secret: string): pg.PoolConfig {
  const login = { user: 'quayside_app', password: appPassword(secret) }
  if (!owner.connectionString) return { ...owner, ...login }
  const url = new URL(owner.connectionString)
  url.username = login.user
  url.password = login.password
  return { connectionString: url.href }
}

/** Made at the first start; losing it signs everybody out and makes stored second factors unreadable. */
async function keptSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret')
  const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return ''
  })
  if (found.trim() !== '') return found.trim()
  const made = randomBytes(36).toString('base64url')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeFile(file, made, { mode: 0o600 })
  await chmod(file, 0o600)
  return made
}

const unreachable = (cause: Error) =>
  new StartupProblem(
    'couldNotStart',
    { zh: `无法连接数据库：${cause.message}`, en: `The database cannot be reached: ${cause.message}` },
    {
      zh: '请检查 DATABASE_URL 的主机、端口、用户和密码，以及该服务器是否已启动。',
      en: 'Check host, port, user and password in DATABASE_URL, and that the server runs.',
    },
    cause,
  )

const tooOld = (version: number) =>
  new StartupProblem(
    'couldNotStart',
    { zh: `数据库版本过旧（${version}）。`, en: `The database server is too old (${version}).` },
    { zh: '需要 PostgreSQL 15 或更高版本。', en: 'PostgreSQL 15 or newer is needed.' },
  )
