import type { Warehouse } from '../../../warehouse/feeder.ts'
import type { ServedAnalysis } from './serve-analysis.ts'

interface AskedOnce {
  analysis: ServedAnalysis
  query: unknown
  at: number
}

const askedOf = new WeakMap<Warehouse, Map<string, AskedOnce>>()
const rememberAtMost = 24
/** Who has a page open asks again about as often. */
const latelyMs = 600_000

/** Remembers a question of somebody who sees every customer: the answer to it is the same for all of them. */
export function rememberAsked(warehouse: Warehouse, analysis: ServedAnalysis, query: unknown): void {
  const asked = askedOf.get(warehouse) ?? new Map<string, AskedOnce>()
  askedOf.set(warehouse, asked)
  const key = JSON.stringify([analysis.name, query])
  // Anew at the end: the oldest goes first.
  asked.delete(key)
  asked.set(key, { analysis, query, at: performance.now() })
  for (const oldest of [...asked.keys()].slice(0, Math.max(0, asked.size - rememberAtMost))) asked.delete(oldest)
}

/** The last first. */
export const askedLately = (warehouse: Warehouse): Pick<AskedOnce, 'analysis' | 'query'>[] =>
  [...(askedOf.get(warehouse)?.values() ?? [])].filter(({ at }) => performance.now() - at < latelyMs).reverse()
