import { buildApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { oidcFromEnvironment } from './modules/identity/index.ts'
import { openDatabase } from './platform/database.ts'
import { type Bilingual, printable, StartupProblem } from './platform/embedded/index.ts'
import { openSignal } from './platform/event-signal.ts'
import { listen } from './platform/http/listen.ts'
import { openLog } from './platform/log.ts'
import { openDoors } from './platform/open-doors.ts'
import { stopOnSignal } from './platform/stop-on-signal.ts'

const say = ({ zh, en }: Bilingual) => console.log(`${zh}\n${en}`)

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env)
  const started: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const close of started.toReversed()) await close()
    started.length = 0
  }
  stopOnSignal(stop)
  try {
    await start(config, (close) => started.push(close))
  } catch (error) {
    await stop()
    throw error
  }
}

/** Brings everything up in order and hands over how to take each part down again, last first. */
async function start(config: Config, later: (close: () => Promise<void>) => void): Promise<void> {
  const doors = await openDoors({ ...config, log: say, onLoss: () => process.kill(process.pid, 'SIGTERM') })
  later(doors.close)
  const database = openDatabase({ ownerUrl: doors.owner, appUrl: doors.app })
  later(database.close)
  const log = openLog(config.logLevel)
  const signal = openSignal(doors.owner, { channel: 'quayside_events' })
  later(signal.close)
  const app = await buildApp({
    ...config,
    database,
    signal,
    log,
    clock: () => new Date(),
    secret: doors.secret,
    oidc: oidcFromEnvironment(process.env),
    https: config.publicUrl?.startsWith('https:') ?? false,
    processMetrics: true,
  })
  later(() => app.close())
  const address = await listen(app, config.host, config.port)
  say({ zh: `驿客已就绪：${config.publicUrl ?? address}`, en: `Quayside is ready: ${config.publicUrl ?? address}` })
}

main().catch((error: unknown) => {
  console.error(error instanceof StartupProblem ? printable(error) : error)
  process.exit(1)
})
