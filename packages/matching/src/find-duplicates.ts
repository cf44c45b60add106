import { compareRecords } from './compare-records.ts'
import { matchKeys } from './match-keys.ts'
import type { MatchRecord, MatchResult } from './match-record.ts'
import { defaultSettings, type MatchSettings } from './match-settings.ts'
import { type PreparedRecord, prepareRecord } from './prepare-record.ts'

/** Two places in the list of records, the lower first. */
export type DuplicatePair = MatchResult & { readonly one: number; readonly other: number }

export type DuplicateScan = { readonly pairs: readonly DuplicatePair[]; readonly compared: number }

/** Records sharing a key beyond this many are only compared with their neighbours in order. */
const widestBlock = 100
/** Places looked ahead in the sorted list: Hernández & Stolfo, "The Merge/Purge Problem", SIGMOD 1995. */
const windowWidth = 6

/**
 * Finds the duplicates in a list: candidates by equal keys (`matchKeys`) and by nearness in two sorted orders, each
 * compared once; "same" and "probable" come back, best first. The order of the records changes nothing.
 */
export function findDuplicates(
  records: readonly (MatchRecord | PreparedRecord)[],
  settings: MatchSettings = defaultSettings,
): DuplicateScan {
  const ready = records.map((record) => prepareRecord(record, settings.reading))
  const pairs: DuplicatePair[] = []
  let compared = 0
  for (const [one, other] of candidatePairs(ready)) {
    compared += 1
    const result = compareRecords(ready[one] as PreparedRecord, ready[other] as PreparedRecord, settings)
    if (result.verdict !== 'different') pairs.push({ one, other, ...result })
  }
  pairs.sort((a, b) => b.score - a.score || a.one - b.one || a.other - b.other)
  return { pairs, compared }
}

/** Every pair of places worth comparing, each once, as [lower, higher]. */
export function candidatePairs(ready: readonly PreparedRecord[]): [number, number][] {
  const seen = new Set<number>()
  const pairs: [number, number][] = []
  const propose = (a: number, b: number): void => {
    const [low, high] = a < b ? [a, b] : [b, a]
    const mark = low * ready.length + high
    if (low === high || seen.has(mark)) return
    seen.add(mark)
    pairs.push([low, high])
  }
  for (const block of blocks(ready).values())
    if (block.length <= widestBlock) everyPair(block, propose)
    else neighbours(ready, block, (record) => record.fingerprint, propose)
  const all = ready.map((_, i) => i)
  for (const order of [byName, byNameBackwards]) neighbours(ready, all, order, propose)
  return pairs
}

function blocks(ready: readonly PreparedRecord[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  ready.forEach((record, place) => {
    for (const key of matchKeys(record)) {
      const block = found.get(key)
      if (block) block.push(place)
      else found.set(key, [place])
    }
  })
  return found
}

function everyPair(block: readonly number[], propose: (a: number, b: number) => void): void {
  for (let i = 0; i < block.length; i += 1)
    for (let j = i + 1; j < block.length; j += 1) propose(block[i] ?? 0, block[j] ?? 0)
}

/**
 * The window runs over distinct fingerprints, and every record with one stands for it: so ties do not make the result
 * depend on the order of the list.
 */
function neighbours(
  ready: readonly PreparedRecord[],
  block: readonly number[],
  order: (record: PreparedRecord) => string,
  propose: (a: number, b: number) => void,
): void {
  const groups = new Map<string, { at: string; places: number[] }>()
  for (const place of block) {
    const record = ready[place] as PreparedRecord
    const group = groups.get(record.fingerprint)
    if (group) group.places.push(place)
    else groups.set(record.fingerprint, { at: `${order(record)}|${record.fingerprint}`, places: [place] })
  }
  const sorted = [...groups.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
  sorted.forEach((group, i) => {
    everyPair(group.places, propose)
    for (const next of sorted.slice(i + 1, i + windowWidth))
      for (const a of group.places) for (const b of next.places) propose(a, b)
  })
}

const nameOf = (record: PreparedRecord): string => record.companies[0]?.core ?? record.people[0]?.whole ?? ''

const byName = (record: PreparedRecord): string => nameOf(record)

const byNameBackwards = (record: PreparedRecord): string =>
  record.people[0] ? `${record.people[0].family} ${record.people[0].given}` : [...nameOf(record)].reverse().join('')
