import type { Wanted } from '@quayside/contract'
import { placesOf } from '../customers/places-of.ts'
import { type AccountColumns, leastOfLargest, type RevenueColumns } from './known-accounts.ts'

export type WantedAccount = Omit<Wanted, 'account' | 'industry'> & { key: number; industry: number | null }

/** A share of few is drawn towards that of all by so many accounts' weight. */
const shrinkBy = 20
/** Fewer customers than this say nothing of their kind. */
const fewest = 5
const growthAtMost = 2
/** The middle of the grades 1 … 5, for who was not graded among customers who were not either. */
const middlePotential = 3

/**
 * Accounts that did not buy in the period, by what one may expect of them in a year: size × growth × chance.
 * Size: mean revenue of the customers of their industry × their potential ÷ the mean potential of those customers.
 * Growth: of the industry. Chance: who never bought, as the accounts of the industry that had not bought a year ago and have since;
 * former customers, as those idle for a year that came back.
 */
export function rankWanted(
  accounts: AccountColumns,
  revenues: RevenueColumns,
  limit: number,
): { candidates: number; rows: WantedAccount[] } {
  const sizeOf = sizes(accounts, revenues)
  const growthOf = growths(accounts, revenues)
  const chanceOf = chances(accounts)
  const wanted = Int32Array.from(accounts.key.keys()).filter((at) => accounts.in_period[at] === 0)
  const told = (at: number): WantedAccount => {
    const [industry, potential] = [accounts.industry[at] as number, accounts.potential[at] as number]
    const former = (accounts.orders[at] as number) > 0
    const sizeE4 = Math.round(sizeOf(industry, potential))
    const growth = growthOf(industry)
    const chance = chanceOf(industry, former)
    const worthE4 = sizeE4 * growth * chance
    const key = accounts.key[at] as number
    return { key, industry: known(industry), potential: known(potential), former, sizeE4, growth, chance, worthE4 }
  }
  const worths = Float64Array.from(wanted, (at) => told(at).worthE4)
  // Whoever is worth less than the last of them is not put in order.
  const least = leastOfLargest(worths, limit)
  const rows = [...wanted.filter((_, at) => (worths[at] as number) >= least)].map(told)
  return { candidates: wanted.length, rows: rows.sort(byWorth).slice(0, limit) }
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value)

const byWorth = (one: WantedAccount, other: WantedAccount) =>
  other.worthE4 - one.worthE4 || (other.potential ?? 0) - (one.potential ?? 0) || one.key - other.key

interface Sums {
  rows: number
  first: number
  second: number
}

/** Sums of two values by industry, a number or NaN where it is not known; and of all. */
class ByIndustry {
  readonly all: Sums = { rows: 0, first: 0, second: 0 }
  readonly #groups: Sums[] = []

  add(industry: number, first: number, second = 0): void {
    take(this.all, first, second)
    if (Number.isNaN(industry)) return
    this.#groups[industry] ??= { rows: 0, first: 0, second: 0 }
    take(this.#groups[industry], first, second)
  }

  of(industry: number): Sums | undefined {
    return this.#groups[industry]
  }

  /** Those of all where the industry is not known or has too few rows. */
  enough(industry: number): Sums {
    const group = this.of(industry)
    return group && group.rows >= fewest ? group : this.all
  }
}

function take(sums: Sums, first: number, second: number): void {
  sums.rows++
  sums.first += first
  sums.second += second
}

function sizes({ key, industry, potential }: AccountColumns, revenues: RevenueColumns) {
  const placeOf = placesOf(key)
  const [revenue, graded] = [new ByIndustry(), new ByIndustry()]
  for (let at = 0; at < revenues.key.length; at++) {
    const bought = revenues.twelve_months[at] as number
    if (bought <= 0) continue
    const place = placeOf(revenues.key[at] as number)
    const kind = industry[place] ?? Number.NaN
    revenue.add(kind, bought)
    const grade = potential[place] ?? Number.NaN
    if (!Number.isNaN(grade)) graded.add(kind, grade)
  }
  return (kind: number, grade: number): number => {
    const sums = revenue.enough(kind)
    if (sums.rows === 0) return 0
    const grades = graded.enough(kind)
    const usual = grades.rows > 0 ? grades.first / grades.rows : middlePotential
    return (sums.first / sums.rows) * ((known(grade) ?? usual) / usual)
  }
}

function growths({ key, industry }: AccountColumns, revenues: RevenueColumns) {
  const placeOf = placesOf(key)
  const both = new ByIndustry()
  for (let at = 0; at < revenues.key.length; at++) {
    const [now, before] = [revenues.this_year[at] as number, revenues.same_days[at] as number]
    if (before > 0 || now > 0) both.add(industry[placeOf(revenues.key[at] as number)] ?? Number.NaN, now, before)
  }
  return (kind: number): number => {
    const { first, second } = both.enough(kind)
    const growth = second > 0 ? first / second : 1
    return Math.min(growthAtMost, Math.max(1 / growthAtMost, growth))
  }
}

function chances(accounts: AccountColumns) {
  const open = new ByIndustry()
  let [idle, back] = [0, 0]
  for (let at = 0; at < accounts.key.length; at++) {
    if (accounts.before_twelve[at] === 0)
      open.add(accounts.industry[at] as number, (accounts.in_twelve[at] as number) > 0 ? 1 : 0)
    if ((accounts.before_last[at] as number) <= 0 || accounts.in_last[at] !== 0) continue
    idle++
    if ((accounts.in_period[at] as number) > 0) back++
  }
  const won = open.all.rows > 0 ? open.all.first / open.all.rows : 0
  const wonBack = shrunk(back, idle, won)
  return (industry: number, former: boolean): number => {
    if (former) return wonBack
    const group = open.of(industry)
    return shrunk(group?.first ?? 0, group?.rows ?? 0, won)
  }
}

const shrunk = (count: number, of: number, towards: number) => (count + shrinkBy * towards) / (of + shrinkBy)
