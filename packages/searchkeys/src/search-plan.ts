import type { QueryPart, Wanted } from './query.ts'
import { readQuery } from './query.ts'
import { letterGrams, letterOf, orderedTokens, syllableOf } from './reading-tokens.ts'
import { isPublicMail } from './search-keys.ts'
import { completions } from './syllables.ts'
import { CODE_BEGINNINGS, LONG_CODE, SUFFIX_PAIRS, token } from './tokens.ts'
import { typoGroups } from './typo-groups.ts'

export type SearchPlan = {
  /** A row is a candidate when its keys hold every token of a group (`search_keys @> group`). The best groups stand first. */
  readonly groups: readonly (readonly number[])[]
  /** Beginnings of `sortKey`: rows to look at first, and the only way to one or two characters of no group. */
  readonly prefixes: readonly string[]
  /** Groups to try when nothing was found: the query with one slip of hand. */
  readonly typo: readonly (readonly number[])[]
}

const MAX_GROUPS = 16
/** More tokens narrow nothing and each costs a descent of the index. */
const MAX_TOKENS = 12

/** How to look a query up in the index; every candidate must then pass `rankMatch`. */
export function searchPlan(query: string): SearchPlan {
  const parts = readQuery(query)
  return {
    groups: distinctGroups([
      ...combine(parts.map((part, at) => (at === 0 ? leadingGroups(part) : groupsOfPart(part).slice(0, 2)))),
      ...combine(parts.map(groupsOfPart)),
    ]),
    prefixes: prefixesOf(parts),
    typo: parts.length ? combineTypos(parts) : [],
  }
}

/** One slip in one part, the others as typed. */
function combineTypos(parts: readonly QueryPart[]): number[][] {
  const asTyped = parts.map(groupsOfPart)
  return parts
    .flatMap((part, at) => {
      const typos = typoGroups(part, groupsOfPart(part))
      return typos.length
        ? combine(
            asTyped.map((groups, other) => (other === at ? typos : groups.slice(0, 2))),
            24,
          )
        : []
    })
    .slice(0, 32)
}

function combine(parts: readonly number[][][], limit = MAX_GROUPS): number[][] {
  let groups: number[][] = [[]]
  for (const options of parts) {
    if (options.length === 0) continue
    groups = groups.flatMap((group) => options.map((option) => [...group, ...option])).slice(0, limit)
  }
  return distinctGroups(groups)
}

function distinctGroups(groups: readonly (readonly number[])[]): number[][] {
  const distinct = new Map<string, number[]>()
  for (const group of groups) {
    const tokens = [...new Set(group)].slice(0, MAX_TOKENS)
    if (tokens.length) distinct.set([...tokens].sort().join(), tokens)
  }
  return [...distinct.values()].slice(0, MAX_GROUPS)
}

/**
 * The part where a name, a word or what follows the place begins with it: looked up first, so that the obvious rows are
 * among the candidates even when many thousands hold the part somewhere.
 */
function leadingGroups(part: QueryPart): number[][] {
  if (part.email) return groupsOfPart(part)
  return part.readings.flatMap((reading) => {
    const [first, second] = reading
    const tokens = orderedTokens(reading)
    return first && second && tokens.length ? [[token('start', letterOf(first) + letterOf(second)), ...tokens]] : []
  })
}

/** Alternatives of one part; empty when it is too short to have a token. */
export function groupsOfPart(part: QueryPart): number[][] {
  if (part.email) return [emailTokens(part.email)].filter((group) => group.length > 0)
  const groups = part.readings.flatMap(groupsOfReading)
  if (part.code.length >= LONG_CODE) {
    const length = CODE_BEGINNINGS.findLast((n) => n <= part.code.length) as number
    groups.push([token('code', part.code.slice(0, length))])
  }
  return groups
}

function emailTokens({ local, domain }: { local: string; domain: string }): number[] {
  const words = [local, isPublicMail(domain) ? '' : domain]
  return words.flatMap((word) => (word.length === 2 ? [token('start', word)] : letterGrams(word)))
}

function groupsOfReading(reading: readonly Wanted[]): number[][] {
  const tokens = orderedTokens(reading)
  if (tokens.length) return [tokens]
  const [first, second] = reading
  if (!first) return []
  if (!second) return syllablesFor(first).map((syllable) => [token('first', syllable)])
  if (reading.length > 2) return [UNBOUND]
  const here = syllableOf(first)
  if (here && second.kind !== 'letter') return pairs(here, syllablesFor(second))
  return [[token('start', letterOf(first) + letterOf(second))]]
}

/** 有限公司 and its parts, which every company has: no token, verified later; alone they are looked up by prefix only. */
const UNBOUND: number[] = []

function pairs(here: string, nexts: readonly string[]): number[][] {
  return nexts
    .map((next) => `${here} ${next}`)
    .map((pair) => (SUFFIX_PAIRS.has(pair) ? UNBOUND : [token('pair', pair)]))
}

/** A lone initial stands for too many syllables to be searched by them. */
function syllablesFor(wanted: Wanted): string[] {
  if (wanted.kind === 'letter') return []
  return syllableOf(wanted) ? [syllableOf(wanted)] : completions(wanted.text).slice(0, MAX_GROUPS)
}

function prefixesOf(parts: readonly QueryPart[]): string[] {
  let prefixes = ['']
  for (const part of parts) {
    const options = part.readings.map(prefixOfReading).filter((text) => text !== undefined)
    prefixes = prefixes
      .flatMap((before) => options.map((option) => (before ? `${before} ${option}` : option)))
      .slice(0, 6)
  }
  return [...new Set(prefixes)].filter((prefix) => prefix !== '')
}

/** Undefined where an initial stands for a syllable: the sort key has whole ones. */
function prefixOfReading(reading: readonly Wanted[]): string | undefined {
  let prefix = ''
  let before: Wanted | undefined
  for (const [at, wanted] of reading.entries()) {
    if (wanted.kind === 'initial' && at < reading.length - 1) return undefined
    const sameWord = before?.kind === 'letter' && wanted.kind === 'letter'
    prefix += (prefix && !sameWord ? ' ' : '') + (syllableOf(wanted) || wanted.text)
    before = wanted
  }
  return prefix
}
