import type { Warehouse } from '../../../warehouse/feeder.ts'
import { areSame, type Marks } from '../../../warehouse/marks.ts'
import { alsoRead, noteReading, type Reading } from '../../../warehouse/reads.ts'
import { bytesOf } from './bytes-of.ts'

export interface Kept<T = unknown> {
  /** State of the warehouse when it was begun. */
  marks: Marks
  asOf: Date | null
  /** Grows while it is being worked out. */
  reading: Reading
  madeAt: number
  answer: Promise<T>
  /** null while it is being worked out. */
  tookMs: number | null
  bytes: number
  /** Tables moved while it was worked out: what came in between stands in one part of it and not in another. */
  isTorn: boolean
  /** The same anew, while that is being worked out. */
  renewal: Kept<T> | null
}

const keptOf = new WeakMap<Warehouse, Map<string, Kept>>()
const keepAtMost = 1_024
/** Where the whole base stands in it (lifetime values, radars), an answer over a million customers has some tens of millions of bytes. */
const keepAtMostBytes = 256 * 2 ** 20

/**
 * What was quick is worked out anew soon, however long it would be good for: over nothing, before the first orders, everything is quick. After
 * 0.1 s an answer is good for a second, after 0.3 s for nine, after 1 s for a hundred.
 */
const goodForMsAtMost = (tookMs: number) => tookMs ** 2 / 10

/** What takes less time than passes between two feeds is worked out once more if it is torn, and then falls between two. */
const betweenFeedsMs = 750

/** What was made of an older part is asked again after this: the part may be worked out anew by then, though no table moves any more. */
const madeOfOlderGoodForMs = 10_000

/**
 * Answers once per question and state of the tables that it reads. `goodForMs`: an answer of that age at most does although they have
 * moved on, for what takes seconds to work out. The key must tell the question and what its reader may see.
 */
export function keepAnswer<T>(warehouse: Warehouse, key: string, answer: () => Promise<T>, goodForMs = 0): Promise<T> {
  return takenUp(warehouse, keptAnswer(warehouse, key, answer, goodForMs))
}

/** The same, with what is known of it. */
export function keptAnswer<T>(warehouse: Warehouse, key: string, answer: () => Promise<T>, goodForMs: number): Kept<T> {
  const known = knownAnswer<T>(warehouse, key)
  const good = [known, known?.renewal].find((one) => one && isGood(warehouse, one, goodForMs))
  return good ?? begun(warehouse, key, answer)
}

export function knownAnswer<T>(warehouse: Warehouse, key: string): Kept<T> | undefined {
  const kept = keptOf.get(warehouse)
  const known = kept?.get(key)
  if (!kept || !known) return undefined
  // Anew at the end: what nobody asked for longest goes first.
  kept.delete(key)
  kept.set(key, known)
  return known as Kept<T>
}

/** None of its tables has moved since, or it is young enough; never once it changed whose somebody's customers are. */
export function isGood(warehouse: Warehouse, known: Kept, goodForMs: number): boolean {
  const age = performance.now() - known.madeAt
  // While it is being worked out, not all it reads is known; and its own state says nothing of an older part that went into it.
  const isOfItsState = known.reading.oldest === null || age < madeOfOlderGoodForMs
  if (isOfItsState && isUnmoved(warehouse, known) && (known.tookMs !== null || isInReach(warehouse, known))) return true
  if (known.isTorn) return false
  const quickly = known.tookMs === null ? goodForMs : Math.min(goodForMs, goodForMsAtMost(known.tookMs))
  return age < quickly && isInReach(warehouse, known)
}

export const isInReach = (warehouse: Warehouse, known: Kept): boolean =>
  areSame(['reach'], known.marks, warehouse.state().marks)

const isUnmoved = (warehouse: Warehouse, { reading, marks }: Kept) =>
  areSame(reading.tables, marks, warehouse.state().marks)

/** As of when the oldest that is in it was so. */
export const momentOf = (warehouse: Warehouse, known: Kept): Date | null =>
  known.reading.oldest ?? (isUnmoved(warehouse, known) ? warehouse.state().asOf : known.asOf)

/** Works it out, and keeps it in the place of what was kept. */
export function begun<T>(warehouse: Warehouse, key: string, answer: () => Promise<T>): Kept<T> {
  const kept = keptOf.get(warehouse) ?? new Map<string, Kept>()
  keptOf.set(warehouse, kept)
  const made = workedOut(warehouse, answer, () => forgetOldest(kept))
  kept.set(key, made)
  made.answer.catch(() => kept.get(key) === made && kept.delete(key))
  return made
}

/** Works it out once behind what is kept, which stays until then, and after a failure. */
export function renewed<T>(warehouse: Warehouse, key: string, known: Kept<T>, answer: () => Promise<T>): Kept<T> {
  if (known.renewal) return known.renewal
  const kept = keptOf.get(warehouse)
  const made = workedOut(warehouse, answer, () => {
    if (kept?.get(key) === known) kept.set(key, made)
  })
  known.renewal = made
  made.answer.catch(() => {
    known.renewal = null
  })
  return made
}

function workedOut<T>(warehouse: Warehouse, answer: () => Promise<T>, done: () => void): Kept<T> {
  const { marks, asOf } = warehouse.state()
  const reading: Reading = { tables: new Set(), oldest: null }
  const madeAt = performance.now()
  const made: Kept<T> = {
    marks,
    asOf,
    reading,
    madeAt,
    tookMs: null,
    bytes: 0,
    isTorn: false,
    renewal: null,
    answer: noteReading(reading, answer).then((told) => {
      made.bytes = bytesOf(told)
      made.tookMs = performance.now() - madeAt
      made.isTorn = made.tookMs < betweenFeedsMs && !isUnmoved(warehouse, made)
      done()
      return told
    }),
  }
  return made
}

/** Whatever is made of it read what it read, and is as old as it is. */
export async function takenUp<T>(warehouse: Warehouse, kept: Kept<T>): Promise<T> {
  const isOlder = !isUnmoved(warehouse, kept)
  const told = await kept.answer
  const { tables, oldest } = kept.reading
  alsoRead({ tables, oldest: oldest ?? (isOlder ? kept.asOf : null) })
  return told
}

function forgetOldest(kept: Map<string, Kept>): void {
  let bytes = 0
  for (const one of kept.values()) bytes += one.bytes
  for (const [key, one] of kept) {
    if (kept.size <= keepAtMost && bytes <= keepAtMostBytes) return
    kept.delete(key)
    bytes -= one.bytes
  }
}
