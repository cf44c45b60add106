import type { Warehouse } from '../../../warehouse/feeder.ts'
import { bytesOf } from './bytes-of.ts'

interface Kept {
  generation: number
  madeAt: number
  answer: Promise<unknown>
  /** 0 while it is being worked out. */
  bytes: number
}

const keptOf = new WeakMap<Warehouse, Map<string, Kept>>()
const keepAtMost = 256
/** Where the whole base stands in it (lifetime values, radars), an answer over a million customers has some tens of millions of bytes. */
const keepAtMostBytes = 256 * 2 ** 20

/**
 * Answers once per question and state of the warehouse. `goodForMs`: an answer of that age at most does although the warehouse has
 * moved on, for what takes seconds to work out. The key must tell the question and what its reader may see.
 */
export function keepAnswer<T>(warehouse: Warehouse, key: string, answer: () => Promise<T>, goodForMs = 0): Promise<T> {
  const kept = keptOf.get(warehouse) ?? new Map<string, Kept>()
  keptOf.set(warehouse, kept)
  const { generation } = warehouse.state()
  const known = kept.get(key)
  const now = performance.now()
  // Anew at the end: what nobody asked for longest goes first.
  kept.delete(key)
  if (known && (known.generation === generation || now - known.madeAt < goodForMs)) {
    kept.set(key, known)
    return known.answer as Promise<T>
  }
  const made: Kept = { generation, madeAt: now, answer: answer(), bytes: 0 }
  kept.set(key, made)
  made.answer.then(
    (told) => {
      made.bytes = bytesOf(told)
      forgetOldest(kept)
    },
    () => kept.get(key) === made && kept.delete(key),
  )
  return made.answer as Promise<T>
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
