import type { Database } from '../platform/database.ts'
import type { Engine } from './engine.ts'
import { type Fed, feed } from './feed.ts'
import type { Marks } from './marks.ts'
import { progressLine } from './progress-line.ts'
import { notingReads } from './reads.ts'
import { takeRebuild } from './rebuilds.ts'

export interface WarehouseState {
  state: 'loading' | 'following' | 'stopped'
  /** Seconds since the last feed that found the source unchanged or brought everything over. */
  behindSeconds: number
  lastLoadedAt: Date | null
  /** The last moment at which the warehouse held everything committed before; null until the first look. */
  asOf: Date | null
  /** Rises with every feed that changed something, whichever node's. */
  generation: number
  /** When each table changed last, in no particular words; answers of analyses hang on those of the tables they read. */
  marks: Marks
  /** Rows brought over or taken out since the start. */
  rowsMoved: number
  lastError: string | null
}

export interface Warehouse {
  engine: Engine
  /** Follows its source by itself. */
  isFollowing: boolean
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
  /** Under what name loads from zero are asked for; absent: they are not. */
  place?: string
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
  place,
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
    at: null as string | null,
    marks: {} as Marks,
    lastError: null as string | null,
  }
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const take = (fed: Fed, began: Date) => {
    const moved = fed.rows + fed.gone
    const elsewhere = state.at !== null && state.at !== fed.at
    if (state.at !== fed.at) state.generation += 1
    state.rowsMoved += moved
    state.at = fed.at
    state.marks = fed.marks
    state.current = began
    state.state = 'following'
    state.lastError = null
    if (moved === 0 && !elsewhere) return
    state.lastLoadedAt = clock()
    if (moved > 10_000) log.info({ ...fed, milliseconds: clock().getTime() - began.getTime() }, 'warehouse fed')
    for (const listener of listeners) listener()
  }
  const once = async () => {
    const began = clock()
    take(await feed(database, engine, began), began)
  }
  const rebuild = async () => {
    const asked = place === undefined ? null : await takeRebuild(database, place, clock())
    if (!asked) return
    const began = clock()
    try {
      take(await feed(database, engine, began, { anew: true, progress: tellInTurn(asked.tell) }), began)
      await asked.end(clock(), null)
    } catch (error) {
      await asked.end(clock(), (error as Error).message)
      throw error
    }
  }
  const enqueue = () => {
    running = running.catch(() => undefined).then(once)
    return running
  }
  const look = () => {
    running = running
      .catch(() => undefined)
      .then(rebuild)
      .then(once)
    return running
  }
  const loop = async () => {
    await look().catch((error: Error) => {
      if (state.lastError !== error.message) log.error({ err: error }, 'the warehouse could not be fed; trying again')
      state.lastError = error.message
    })
    if (!stopped) timer = setTimeout(loop, pauseMilliseconds)
  }
  if (follow) void loop()

  return {
    engine: notingReads(engine),
    isFollowing: follow,
    state: () => ({
      state: state.state,
      behindSeconds: state.current
        ? Math.max(0, (clock().getTime() - state.current.getTime()) / 1000)
        : Number.POSITIVE_INFINITY,
      lastLoadedAt: state.lastLoadedAt,
      asOf: state.current,
      generation: state.generation,
      marks: state.marks,
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

/** Progress is told while the load goes on; a telling that fails changes nothing about it. */
const tellInTurn = (tell: (line: string) => Promise<unknown>) => (table: string, rows: number, share: number) =>
  void tell(progressLine(table, rows, share)).catch(() => undefined)
