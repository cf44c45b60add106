import type { Warehouse } from '../../../warehouse/feeder.ts'

interface Kept {
  generation: number
  madeAt: number
  answer: Promise<unknown>
}

const keptOf = new WeakMap<Warehouse, Map<string, Kept>>()
const keepAtMost = 64

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
  if (known && (known.generation === generation || now - known.madeAt < goodForMs)) return known.answer as Promise<T>
  const made: Kept = { generation, madeAt: now, answer: answer() }
  // Anew at the end: the oldest question goes first.
  kept.delete(key)
  kept.set(key, made)
  made.answer.catch(() => kept.get(key) === made && kept.delete(key))
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - keepAtMost))) kept.delete(oldest)
  return made.answer as Promise<T>
}
