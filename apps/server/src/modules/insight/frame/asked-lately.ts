import { AnalysisPeriod, daysOfPeriod } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import type { ServedAnalysis } from './serve-analysis.ts'

/** A question as it can be asked on another day again: a period by name moves on. */
export interface AskedOnce {
  /** All of it but the moment. */
  key: string
  analysis: ServedAnalysis
  period: AnalysisPeriod
  /** Without the days of a named period. */
  question: Readonly<Record<string, unknown>>
  /** null: one who sees every customer; the answer is the same for all of them. */
  asker: string | null
  at: Date
}

const askedOf = new WeakMap<Warehouse, Map<string, AskedOnce>>()
/** Questions over every customer and questions of those who see some: neither pushes out the other. */
const rememberAtMost = { own: 96, whole: 32 }
/** Of one person, so that nobody pushes out what others ask. */
const ownAtMost = 8
/** Over a weekend and a holiday. */
export const rememberedMs = 4 * 86_400_000
/** Bytes; an index of the database takes no longer keys. */
const keyAtMost = 2_000
/** As JSON escapes them: no text of the database holds NUL or half a character. */
const unkept = /\\u(?:0000|d[89a-f])/
/** Who asked a moment ago goes on to his other pages; what the whole company asks, it will ask again on the same day. */
const latelyMs = { own: 600_000, whole: 86_400_000 }

export function rememberAsked(
  warehouse: Warehouse,
  asked: { analysis: ServedAnalysis; query: unknown; asker: string | null; now: Date },
): void {
  const query = asked.query as Record<string, unknown>
  const period = periodOf(query, asked.now)
  const { from: _, to: __, ...rest } = query
  remember(warehouse, { ...asked, period, question: period === 'custom' ? query : rest, at: asked.now })
}

export function remember(
  warehouse: Warehouse,
  { analysis, period, question, asker, at }: Omit<AskedOnce, 'key'>,
): void {
  const all = askedOf.get(warehouse) ?? new Map<string, AskedOnce>()
  askedOf.set(warehouse, all)
  const key = JSON.stringify([analysis.name, period, question, asker])
  if (Buffer.byteLength(key) > keyAtMost || unkept.test(key)) return
  // Anew at the end: the oldest goes first.
  all.delete(key)
  all.set(key, { key, analysis, period, question, asker, at })
  if (asker !== null) keepLast(all, (one) => one.asker === asker, ownAtMost)
  keepLast(all, (one) => one.asker !== null, rememberAtMost.own)
  keepLast(all, (one) => one.asker === null, rememberAtMost.whole)
}

function keepLast(all: Map<string, AskedOnce>, isOfThem: (one: AskedOnce) => boolean, atMost: number): void {
  const them = [...all.values()].filter(isOfThem)
  for (const oldest of them.slice(0, Math.max(0, them.length - atMost))) all.delete(oldest.key)
}

/** The last first: what the whole company asked today, and all that is remembered of who is there now. */
export function askedLately(warehouse: Warehouse, now: Date): AskedOnce[] {
  const asked = askedEver(warehouse, now)
  const since = (ms: number) => now.getTime() - ms
  const present = new Set(asked.filter(({ at }) => at.getTime() > since(latelyMs.own)).map(({ asker }) => asker))
  return asked.filter(({ at, asker }) => (asker === null ? at.getTime() > since(latelyMs.whole) : present.has(asker)))
}

/** The last first: also of who is away. */
export const askedEver = (warehouse: Warehouse, now: Date): AskedOnce[] =>
  [...(askedOf.get(warehouse)?.values() ?? [])]
    .filter(({ at }) => now.getTime() - at.getTime() < rememberedMs)
    .reverse()

/** The question of that day; undefined where the analysis does not take it any more. */
export function askedOn(
  { analysis, period, question }: Pick<AskedOnce, 'analysis' | 'period' | 'question'>,
  today: string,
): unknown {
  try {
    return analysis.parse(period === 'custom' ? question : { ...question, ...daysOfPeriod(period, today, {}) })
  } catch {
    return undefined
  }
}

const dayMs = 86_400_000

/** Under which name its days go; it is some day between yesterday and tomorrow, wherever the company is. */
export function periodOf({ from, to }: Readonly<Record<string, unknown>>, now: Date): AnalysisPeriod {
  for (const away of [0, 1, -1]) {
    const today = new Date(now.getTime() + away * dayMs).toISOString().slice(0, 10)
    for (const period of AnalysisPeriod.options) {
      if (period === 'custom') continue
      const days = daysOfPeriod(period, today, {})
      if (days.from === from && days.to === to) return period
    }
  }
  return 'custom'
}
