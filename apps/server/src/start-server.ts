import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { buildApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { firstAdministratorLink, oidcFromEnvironment } from './modules/identity/index.ts'
import { keepAnswersWarm, keepAssessed, keepTiersFresh, trackForecasts } from './modules/insight/index.ts'
import { type Database, openDatabase, writeAsOwner } from './platform/database.ts'
import { type Bilingual, printable, StartupProblem } from './platform/embedded/index.ts'
import { openSignal } from './platform/event-signal.ts'
import { keepStorageLimits, openFileStore } from './platform/files/index.ts'
import { listen } from './platform/http/listen.ts'
import type { JobContext } from './platform/jobs/index.ts'
import { openLog } from './platform/log.ts'
import { openMail } from './platform/mail/index.ts'
import { openDoors } from './platform/open-doors.ts'
import { stopOnSignal } from './platform/stop-on-signal.ts'
import type { Warehouse } from './warehouse/index.ts'
import { startWork } from './work.ts'

const say = ({ zh, en }: Bilingual) => console.log(`${zh}\n${en}`)

/**
 * The whole program: reads how it is to run, runs until a signal ends it, and explains what keeps it from starting. `onLoaded`: everything
 * is in memory, and nobody is answered yet.
 */
export async function startServer(onLoaded: () => void): Promise<void> {
  try {
    await run(readConfig(process.argv.slice(2), process.env), onLoaded)
  } catch (error) {
    console.error(error instanceof StartupProblem ? printable(error) : error)
    process.exit(1)
  }
}

async function run(config: Config, onLoaded: () => void): Promise<void> {
  const started: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const close of started.toReversed()) await close()
    started.length = 0
  }
  stopOnSignal(stop)
  try {
    await start(config, (close) => started.push(close), onLoaded)
  } catch (error) {
    await stop()
    throw error
  }
}

/** Brings everything up in order and hands over how to take each part down again, last first. */
async function start(config: Config, later: (close: () => Promise<void>) => void, onLoaded: () => void): Promise<void> {
  const oidc = oidcFromEnvironment(process.env)
  const doors = await openDoors({ ...config, log: say, onLoss: () => process.kill(process.pid, 'SIGTERM') })
  later(doors.close)
  const database = openDatabase({ ownerUrl: doors.owner, appUrl: doors.app })
  later(database.close)
  const log = openLog(config.logLevel)
  const signal = openSignal(doors.owner, { channel: 'quayside_events' })
  later(signal.close)
  const files = openFileStore(join(doors.dataDir, 'attachments'))
  const clock = () => new Date()
  // Told before the demonstration is loaded, which takes its time, not after it.
  if (keepsOwnWarehouse(config)) await (await import('./warehouse/index.ts')).loadDuckDb()
  if (config.loadDemo) await showDemo({ database, files, clock, log, secret: doors.secret })
  const warehouse = await warehouseFor(config, doors.dataDir, database, log, later)
  await writeAsOwner(database, (tx) => keepStorageLimits(tx, config.storage))
  const mail = config.mail ? openMail(config.mail) : undefined
  later(async () => mail?.close())
  const context: JobContext = {
    database,
    files,
    clock,
    log,
    secret: doors.secret,
    ediFolder: join(doors.dataDir, 'edi'),
  }
  if (mail) context.mail = mail
  if (warehouse) context.warehouse = warehouse
  if (config.publicUrl) context.publicUrl = config.publicUrl
  later(await startWork({ doors, roles: config.roles, signal, context }))
  const scratchFolder = join(doors.dataDir, 'scratch')
  // What a process that was killed left behind.
  await rm(scratchFolder, { recursive: true, force: true })
  const app = await buildApp({
    ...config,
    scratchFolder,
    ...(warehouse ? { warehouse } : {}),
    database,
    signal,
    log,
    files,
    clock,
    secret: doors.secret,
    oidc,
    https: config.publicUrl?.startsWith('https:') ?? false,
    processMetrics: true,
    mail,
  })
  later(() => app.close())
  await app.ready()
  onLoaded()
  const address = await listen(app, config.host, config.port)
  say({ zh: `驿客已就绪：${config.publicUrl ?? address}`, en: `Quayside is ready: ${config.publicUrl ?? address}` })
  const link = await firstAdministratorLink(database, config.publicUrl ?? address, clock())
  if (link)
    say({
      zh: `还没有用户。一小时内打开此链接，创建首位管理员：${link}`,
      en: `There are no users yet. Open this link within an hour to create the first administrator: ${link}`,
    })
}

async function showDemo(context: JobContext): Promise<void> {
  // A generator that most starts never need.
  const { isEmpty, loadDemo, loadEdi, loadWebhooks } = await import('./demo/index.ts')
  const { database, clock } = context
  if (!(await isEmpty(database))) return
  say({ zh: '数据库为空，正在载入演示公司……', en: 'The database is empty: loading the demonstration company …' })
  const loaded = await loadDemo(database, clock())
  await loadEdi(context)
  await loadWebhooks(context)
  say({
    zh: `演示公司：${loaded.accounts} 个客户，${loaded.orders} 张订单，${loaded.lines} 条明细。`,
    en: `The demonstration has ${loaded.accounts} customers, ${loaded.orders} orders, ${loaded.lines} lines.`,
  })
}

/**
 * A DuckDB file belongs to the one process that feeds it; a warehouse on a PostgreSQL server is open to every node, of which one at a
 * time feeds it.
 */
const keepsOwnWarehouse = ({ roles, warehouseUrl }: Config) => roles.has('feeder') && warehouseUrl === undefined

async function warehouseFor(
  { roles, warehouseUrl }: Config,
  dataDir: string,
  database: Database,
  log: Logger,
  later: (close: () => Promise<void>) => void,
): Promise<Warehouse | undefined> {
  if (!roles.has('feeder') && warehouseUrl === undefined) {
    if (roles.has('web')) say(withoutWarehouse)
    return undefined
  }
  // A column store in process: a node that has none need not read its code.
  const { openWarehouse } = await import('./warehouse/index.ts')
  const clock = () => new Date()
  const warehouse = await openWarehouse({ database, dataDir, warehouseUrl, clock, log })
  later(warehouse.stop)
  if (!roles.has('feeder')) return warehouse
  later(keepTiersFresh(database, warehouse, { clock, log }).stop)
  later(keepAssessed(database, warehouse, { clock, log }).stop)
  later(keepAnswersWarm(database, warehouse, { clock, log }).stop)
  later(trackForecasts(database, warehouse, { clock, log }).stop)
  return warehouse
}

const withoutWarehouse: Bilingual = {
  zh: '本节点没有数据仓库，不回答分析：请为它加上 feeder 角色，或用 WAREHOUSE_URL 把数据仓库放在所有节点都能读取的 PostgreSQL 服务器上。',
  en: 'This node has no warehouse and answers no analyses: give it the role feeder as well, or keep the warehouse on a PostgreSQL server (WAREHOUSE_URL), which every node reads.',
}
