import type { Database } from '../platform/database.ts'
import type { Engine } from './engine.ts'
import { type Fed, feed } from './feed.ts'

export interface WarehouseState {
  state: 'loading' | 'following' | 'stopped'
  /** Seconds since the last feed that found the source unchanged or brought everything over. */
  behindSeconds: number
  lastLoadedAt: Date | null
  /** The last moment at which the warehouse held everything committed before; null until the first look. */
  asOf: Date | null
  /** Rises with every feed that changed something; caches of analyses hang on it. */
  generation: number
  /** Rows brought over or taken out since the start. */
  rowsMoved: number
  lastError: string | null
}

export interface Warehouse {
  engine: Engine
  state(): WarehouseState
  /** Feeds, and resolves when everything committed before the call is in. */
  catchUp(): Promise<void>
  /** Called after each feed that changed something. */
  onChange(listener: () => void): void
  stop(): Promise<void>
}

export interface WarehouseOptions {
  database: Database
  engine: Engine
  clock: () => Date
  log: { error(fields: object, message: string): void; info(fields: object, message: string): void }
  /** Pause between looks at the source, milliseconds. */
  pauseMilliseconds?: number
  /** false: only `catchUp` feeds (tests, command line). */
  follow?: boolean
}

/** Keeps the warehouse within about a second of the source for as long as it runs; an outage of the source is waited out. */
export function startWarehouse({
  database,
  engine,
  clock,
  log,
  pauseMilliseconds = 750,
  follow = true,
}: WarehouseOptions): Warehouse {
  const listeners: (() => void)[] = []
  const state = {
    state: 'loading' as WarehouseState['state'],
    lastLoadedAt: null as Date | null,
    current: null as Date | null,
    generation: 0,
    rowsMoved: 0,
    lastError: null as string | null,
  }
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const once = async () => {
    const began = clock()
    const fed: Fed = await feed(database, engine, began)
    const moved = fed.rows + fed.gone
    state.rowsMoved += moved
    state.current = began
    state.state = 'following'
    state.lastError = null
    if (moved === 0) return
    state.lastLoadedAt = clock()
    state.generation += 1
    if (moved > 10_000) log.info({ ...fed, milliseconds: clock().getTime() - began.getTime() }, 'warehouse fed')
    for (const listener of listeners) listener()
  }
  const enqueue = () => {
    running = running.catch(() => undefined).then(once)
    return running
  }
  const loop = async () => {
    await enqueue().catch((error: Error) => {
      if (state.lastError !== error.message) log.error({ err: error }, 'the warehouse could not be fed; trying again')
      state.lastError = error.message
    })
    if (!stopped) timer = setTimeout(loop, pauseMilliseconds)
  }
  if (follow) void loop()

  return {
    engine,
    state: () => ({
      state: state.state,
      behindSeconds: state.current
        ? Math.max(0, (clock().getTime() - state.current.getTime()) / 1000)
        : Number.POSITIVE_INFINITY,
      lastLoadedAt: state.lastLoadedAt,
      asOf: state.current,
      generation: state.generation,
      rowsMoved: state.rowsMoved,
      lastError: state.lastError,
    }),
    catchUp: enqueue,
    onChange: (listener) => void listeners.push(listener),
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      state.state = 'stopped'
      await running.catch(() => undefined)
      await engine.close()
    },
  }
}
