import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Extracted } from '../../../warehouse/extract.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'

/** What one sight of the warehouse looked like at a moment, in a file of its own. */
export interface Snapshot {
  path: string
  asOf: Date
}

interface Kept {
  generation: number
  madeAt: number
  /** How long it took; what takes long is used for long. */
  tookMs: number
  lastUsed: number
  uses: number
  stale: boolean
  made: Promise<Snapshot>
}

interface Wanted {
  /** As of the last feed of the warehouse. */
  fresh: boolean
  /** Nobody waits any more; what is being made is finished for the next. Then it throws what the signal was given. */
  signal?: AbortSignal
}

export interface Snapshots {
  /** Works on what there is for these selects; it stays until the work is done. */
  use<T>(tables: readonly Extracted[], wanted: Wanted, work: (snapshot: Snapshot) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Kinds of sight kept at once: most who may write SQL see everything. */
const keptAtMost = 4
/** A file is made anew when the warehouse has moved on and this many times its making has passed, within these bounds. */
const worthOfMaking = 20
const goodForMs = { atLeast: 2_000, atMost: 300_000 }
const unusedForMs = 900_000

/** Files of what readers may see. They lie in a private folder, and go when nobody asks for them any more. */
export function openSnapshots(warehouse: Warehouse, below: string = tmpdir()): Snapshots {
  const kept = new Map<string, Kept>()
  let folder: Promise<string> | undefined
  let files = 0
  let sweeping: NodeJS.Timeout | undefined

  const place = async () => {
    folder ??= mkdir(below, { recursive: true }).then(async () => {
      const made = await mkdtemp(join(below, 'quayside-console-'))
      // Customers' data, past the row policies.
      await chmod(made, 0o700)
      return made
    })
    return join(await folder, `sight-${files++}.duckdb`)
  }
  const make = (key: string, tables: readonly Extracted[]): Kept => {
    const began = performance.now()
    const { generation, asOf } = warehouse.state()
    const one: Kept = { generation, madeAt: began, tookMs: 0, lastUsed: began, uses: 0, stale: false, made: writing() }
    async function writing() {
      const path = await place()
      try {
        await warehouse.engine.extract(path, tables)
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
      one.tookMs = performance.now() - began
      return { path, asOf: asOf ?? new Date(0) }
    }
    one.made.catch(() => kept.get(key) === one && kept.delete(key))
    return one
  }
  const drop = (one: Kept) => {
    one.stale = true
    if (one.uses > 0) return
    one.made.then(({ path }) => rm(path, { force: true })).catch(() => undefined)
  }
  const current = (key: string, tables: readonly Extracted[], fresh: boolean) => {
    const known = kept.get(key)
    if (known && isGood(known, warehouse.state().generation, fresh)) return known
    if (known) drop(known)
    const made = make(key, tables)
    kept.delete(key)
    kept.set(key, made)
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - keptAtMost))) forget(oldest)
    return made
  }
  const forget = (key: string) => {
    const one = kept.get(key)
    kept.delete(key)
    if (one) drop(one)
  }
  const sweep = () => {
    for (const [key, one] of kept) if (one.uses === 0 && performance.now() - one.lastUsed > unusedForMs) forget(key)
  }

  return {
    async use(tables, { fresh, signal }, work) {
      sweeping ??= setInterval(sweep, unusedForMs / 3).unref()
      const key = createHash('sha256').update(JSON.stringify(tables)).digest('hex')
      const one = current(key, tables, fresh)
      one.uses++
      try {
        return await work(await Promise.race([one.made, ...(signal ? [whenGiven(signal)] : [])]))
      } finally {
        one.uses--
        one.lastUsed = performance.now()
        if (one.stale) drop(one)
      }
    },
    async close() {
      clearInterval(sweeping)
      await Promise.all([...kept.values()].map(({ made }) => made.catch(() => undefined)))
      kept.clear()
      if (folder) await rm(await folder, { recursive: true, force: true })
    },
  }
}

const whenGiven = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

function isGood({ generation, madeAt, tookMs }: Kept, now: number, fresh: boolean): boolean {
  if (generation === now) return true
  if (fresh) return false
  const good = Math.min(goodForMs.atMost, Math.max(goodForMs.atLeast, tookMs * worthOfMaking))
  return performance.now() - madeAt < good
}
