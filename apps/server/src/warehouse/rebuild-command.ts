import { setTimeout as pause } from 'node:timers/promises'
import { type Database, openDatabase } from '../platform/database.ts'
import { type Bilingual, findRunning, StartupProblem } from '../platform/embedded/index.ts'
import { openDoors } from '../platform/open-doors.ts'
import type { Engine } from './engine.ts'
import { feed } from './feed.ts'
import { openEngineAt, type Whereabouts } from './index.ts'
import { progressLine } from './progress-line.ts'
import { askForRebuild, placeOf, readRebuild, withdrawRebuild } from './rebuilds.ts'

export interface RebuildContext extends Whereabouts {
  databaseUrl: string | undefined
  secret: string | undefined
  say(message: Bilingual): void
  /** A line about how far the load is. */
  progress(line: string): void
  /** How long a node that holds the warehouse may take to hear of it. */
  patienceMilliseconds?: number
}

/** Loads the warehouse from zero; readers keep what was there until all is in. By ourselves, or by the node that holds its file. */
export async function rebuildCommand(context: RebuildContext): Promise<void> {
  const { database, dataDir, close } = await openBeside(context)
  try {
    const engine = await openEngineAt({ ...context, dataDir }).catch(unlessHeld)
    if (engine) await rebuildHere(database, engine, context)
    else await rebuildThere(database, placeOf(dataDir, context.warehouseUrl), context)
  } finally {
    await close()
  }
}

/** The database of DATABASE_URL, that of the application running here, or the embedded one started just for this. */
async function openBeside({ databaseUrl, dataDir, secret, say }: RebuildContext) {
  const running = databaseUrl ? undefined : await findRunning(dataDir)
  if (running) {
    say({ zh: '驿客正在运行，直接使用它的数据库。', en: 'Quayside is running: its database is used as it is.' })
    const database = openDatabase({ ownerUrl: running.connection, appUrl: running.connection, connections: 4 })
    return { database, dataDir: running.dataDir, close: database.close }
  }
  const doors = await openDoors({ databaseUrl, dataDir, secret, log: say })
  const database = openDatabase({ ownerUrl: doors.owner, appUrl: doors.app, connections: 4 })
  const close = async () => {
    await database.close()
    await doors.close()
  }
  return { database, dataDir: doors.dataDir, close }
}

/** DuckDB lets one process have a file. */
function unlessHeld(error: unknown): undefined {
  if (error instanceof Error && /lock on file|conflicting lock/i.test(error.message)) return undefined
  throw error
}

async function rebuildHere(database: Database, engine: Engine, { say, progress }: RebuildContext): Promise<void> {
  try {
    say({
      zh: '正在从零重建数据仓库（由本命令完成；此前的数据在完成之前照常可读）……',
      en: 'Rebuilding the warehouse from zero (by this command; what was there can be read until it is done) …',
    })
    const began = performance.now()
    const fed = await feed(database, engine, new Date(), {
      anew: true,
      progress: (...at) => progress(progressLine(...at)),
    })
    done(say, fed.rows, performance.now() - began)
  } finally {
    await engine.close()
  }
}

async function rebuildThere(database: Database, place: string, context: RebuildContext): Promise<void> {
  const { say, progress, patienceMilliseconds = 30_000 } = context
  say({
    zh: '数据仓库正由运行中的驿客使用：已请求它从零重建，此前的数据在完成之前照常可读……',
    en: 'The running Quayside holds the warehouse: it was asked to rebuild it from zero; what was there can be read until it is done …',
  })
  const began = performance.now()
  const id = await askForRebuild(database, place, new Date())
  let said = ''
  for (;;) {
    const found = await readRebuild(database, id)
    if (found && found.progress !== said) progress(found.progress)
    said = found?.progress ?? said
    if (found?.error) throw failed(found.error)
    if (found?.ended_at) return done(say, null, performance.now() - began)
    if (!found?.began_at && performance.now() - began > patienceMilliseconds) {
      await withdrawRebuild(database, id)
      throw unheard()
    }
    await pause(250)
  }
}

function done(say: RebuildContext['say'], rows: number | null, milliseconds: number): void {
  const seconds = (milliseconds / 1000).toFixed(1)
  const count = rows === null ? null : rows.toLocaleString('en')
  say({
    zh: `数据仓库已重建${count === null ? '' : `：${count} 行`}（${seconds} 秒）。`,
    en: `The warehouse was rebuilt${count === null ? '' : `: ${count} rows`} (${seconds} s).`,
  })
}

const failed = (reason: string) =>
  new StartupProblem(
    'couldNotStart',
    { zh: `重建数据仓库失败：${reason}`, en: `The warehouse could not be rebuilt: ${reason}` },
    { zh: '此前的数据仍然有效。', en: 'What was there before still stands.' },
  )

const unheard = () =>
  new StartupProblem(
    'couldNotStart',
    {
      zh: '数据仓库文件被另一个进程占用，但它没有响应重建请求。',
      en: 'Another process holds the file of the warehouse, and it did not answer the request to rebuild it.',
    },
    {
      zh: '请确认驿客以 feeder 角色运行并使用同一个数据库，或先停止它再重试。',
      en: 'See that Quayside runs with the role feeder over the same database, or stop it and try again.',
    },
  )
