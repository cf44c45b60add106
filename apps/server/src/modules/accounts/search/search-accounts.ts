import type { AccountState, searchAccounts as searchRoute, Tier } from '@quayside/contract'
import { searchPlan, spacedQueries, telephoneDigits } from '@quayside/searchkeys'
import type { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import {
  bestFirst,
  foundAsTyped,
  type Hit,
  matchedBy,
  type Rank,
  rankAccounts,
  rankByPeople,
  ranked,
} from './rank-accounts.ts'
import { rarestFirst, widest } from './rarest-first.ts'
import {
  type CandidateRow,
  findByDigits,
  findCandidates,
  findParticulars,
  findPeopleOf,
  type Particulars,
  type Sought,
} from './search-accounts.queries.ts'

type SearchReply = z.input<(typeof searchRoute)['reply']>

/** Enough for most queries; when fewer of them answer than are asked for, as many as may be ranked within a few milliseconds. */
const rankedFirst = 48
const rankedForSearch = 200
/** Four digits or more, however a telephone number is written. */
const figuresOnly = /^\+?[\d\s().\-/]{4,}$/
/** How many rows a search inside a list can narrow it to. */
export const mostFoundInList = 2_000

/** 汉字, pinyin, initials, phone fragment, code, English, with one slip: the obvious first. */
export async function searchAccounts(db: Db, user: User, query: string, limit: number): Promise<SearchReply> {
  const { basic, address } = user.rights.categories
  const wanted = { most: rankedForSearch, enough: limit, seesPeople: basic.read, slip: false }
  const { hits, corrected, known, asked = query } = await hitsOf(db, query, wanted)
  const shown = hits.toSorted(bestFirst).slice(0, limit)
  const ids = shown.map((hit) => hit.row.id)
  const particulars = known ?? (ids.length > 0 ? await findParticulars(db, ids) : [])
  const particularsOf = new Map(particulars.map((one) => [one.id, one]))
  const matched = matchedBy(asked)
  return {
    corrected,
    rows: shown.map((hit) => {
      const { row, person } = hit
      return {
        id: row.id,
        number: row.number,
        name: row.name,
        nameEn: basic.read ? row.name_en : '',
        state: row.state as AccountState,
        tier: (particularsOf.get(row.id)?.tier ?? null) as Tier | null,
        phone: basic.read ? (person ? (person.mobile ?? person.phone ?? row.phone) : row.phone) : null,
        city: address.read ? (particularsOf.get(row.id)?.city ?? null) : null,
        contact: person?.name ?? null,
        matched: matched(hit),
      }
    }),
  }
}

/** The accounts a list narrows to; `capped` when there may be more. */
export async function findAccountIds(db: Db, user: User, query: string): Promise<{ ids: Id[]; capped: boolean }> {
  const seesPeople = user.rights.categories.basic.read
  const { hits } = await hitsOf(db, query, { most: mostFoundInList, enough: mostFoundInList, seesPeople, slip: false })
  return { ids: hits.map((hit) => hit.row.id), capped: hits.length >= mostFoundInList }
}

interface Wanted {
  most: number
  enough: number
  seesPeople: boolean
  /** Looking for what a slip of hand hid. */
  slip: boolean
}

interface Found {
  hits: Hit[]
  corrected: boolean
  /** The query that found them, when it is not the one that was typed. */
  asked?: string
  /** What is shown beside them, where the same statement read it. */
  known?: readonly Particulars[]
}

async function hitsOf(db: Db, query: string, wanted: Wanted): Promise<Found> {
  const digits = wanted.seesPeople && figuresOnly.test(query) ? telephoneDigits(query) : ''
  if (digits.length >= 4) {
    const { rows, people, particulars } = await findByDigits(db, digits, Math.max(16, wanted.enough))
    const rank = ranked(query, false)
    const { hits, unmatched } = rankAccounts(rank, rows)
    const all = [...hits, ...rankByPeople(rank, unmatched, people)]
    if (all.length > 0) return { hits: all, corrected: false, known: particulars }
  }
  const plan = searchPlan(query)
  const asTyped = await rankedHits(db, query, plan.prefixes, plan.groups, wanted)
  if (asTyped.length > 0) return { hits: asTyped, corrected: false }
  for (const asked of spacedQueries(query)) {
    const { prefixes, groups } = searchPlan(asked)
    const hits = await rankedHits(db, asked, prefixes, groups, wanted)
    if (hits.length > 0) return { hits, corrected: false, asked }
  }
  if (plan.typo.length === 0) return { hits: [], corrected: false }
  const corrected = await rankedHits(db, query, [], plan.typo, { ...wanted, slip: true })
  return { hits: corrected, corrected: corrected.length > 0 }
}

async function rankedHits(
  db: Db,
  query: string,
  prefixes: readonly string[],
  groups: readonly (readonly number[])[],
  wanted: Wanted,
): Promise<Hit[]> {
  const { most, enough, slip } = wanted
  const rank = ranked(query, slip)
  const { seldom, ...ordered } = await rarestFirst(db, groups)
  const sought = { prefixes, ...ordered }
  const few = Math.max(rankedFirst, 2 * enough)
  const first = most < 2 * few ? most : few
  // Groups of common keys cost a hundred times the others: first without them, and if those do not fill the page, once for all.
  const quick = first < most && seldom > 0 ? ordered.groups.slice(0, seldom) : ordered.groups
  const { rows, isAll } = await findCandidates(db, { ...sought, groups: quick }, first)
  const hits = await hitsAmong(db, rank, rows, wanted)
  if (first === most || foundAsTyped(hits) >= enough) return hits
  if (isAll && quick.length === groups.length) return hits
  const looked = new Set(rows.map((row) => row.id))
  const left = isAll ? { prefixes: [], groups: ordered.groups.slice(seldom) } : { prefixes, groups: ordered.groups }
  const more = (await findLeft(db, { ...sought, ...left }, most)).filter((row) => !looked.has(row.id))
  return [...hits, ...(await hitsAmong(db, rank, more, { ...wanted, enough: enough - hits.length }))]
}

/** Those that begin with what was typed are looked for before all others only where not all can be ranked. */
async function findLeft(db: Db, sought: Sought, most: number): Promise<CandidateRow[]> {
  const groups = widest(sought.groups)
  const found = await findCandidates(db, { ...sought, groups }, most)
  const isEnough = found.isAll || groups.length === sought.groups.length
  return isEnough ? found.rows : (await findCandidates(db, sought, most)).rows
}

async function hitsAmong(
  db: Db,
  rank: Rank,
  rows: readonly CandidateRow[],
  { enough, seesPeople }: Wanted,
): Promise<Hit[]> {
  // Without the basic category a name may be recognised, but nothing hidden guessed by searching for it.
  if (!seesPeople) return rankAccounts(rank, rows.map(nameOnly)).hits
  const { hits, unmatched } = rankAccounts(rank, rows)
  if (hits.length >= enough || unmatched.length === 0) return hits
  const people = await findPeopleOf(
    db,
    unmatched.map((row) => row.id),
  )
  return [...hits, ...rankByPeople(rank, unmatched, people)]
}

const nameOnly = <Row extends Parameters<typeof rankAccounts>[1][number]>(row: Row): Row => ({
  ...row,
  name_en: '',
  short_name: '',
  phone: null,
  email: null,
  credit_code: null,
  external_key: null,
})
