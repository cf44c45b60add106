import type { Wanted } from '@quayside/contract'
import type { KnownAccount, Revenue } from './known-accounts.ts'

export type WantedAccount = Omit<Wanted, 'account' | 'industry'> & Pick<KnownAccount, 'key' | 'industry'>

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
  accounts: readonly KnownAccount[],
  revenues: readonly Revenue[],
  limit: number,
): { candidates: number; rows: WantedAccount[] } {
  const sizeOf = sizes(revenues)
  const growthOf = growths(revenues)
  const chanceOf = chances(accounts)
  const wanted = accounts
    .filter(({ inPeriod }) => inPeriod === 0)
    .map((account): WantedAccount => {
      const { key, industry, potential, orders } = account
      const sizeE4 = Math.round(sizeOf(account))
      const growth = growthOf(industry)
      const chance = chanceOf(account)
      return { key, industry, potential, former: orders > 0, sizeE4, growth, chance, worthE4: sizeE4 * growth * chance }
    })
  return { candidates: wanted.length, rows: first(wanted, limit) }
}

const byWorth = (one: WantedAccount, other: WantedAccount) =>
  other.worthE4 - one.worthE4 || (other.potential ?? 0) - (one.potential ?? 0) || one.key - other.key

/** Some of the most wanted out of many: whoever is worth less than the last of them is not put in order. */
function first(wanted: readonly WantedAccount[], limit: number): WantedAccount[] {
  const worths = Float64Array.from(wanted, ({ worthE4 }) => worthE4).sort()
  const least = worths[worths.length - limit] ?? Number.NEGATIVE_INFINITY
  return wanted
    .filter(({ worthE4 }) => worthE4 >= least)
    .sort(byWorth)
    .slice(0, limit)
}

interface Sums {
  rows: number
  first: number
  second: number
}

/** Sums of two values by industry; of all where the industry is not known or has too few rows. */
function byIndustry<Row extends { industry: number | null }>(
  rows: readonly Row[],
  valuesOf: (row: Row) => readonly [number, number],
) {
  const all: Sums = { rows: 0, first: 0, second: 0 }
  const groups = new Map<number, Sums>()
  for (const row of rows) {
    const [first, second] = valuesOf(row)
    const group = row.industry === null ? undefined : (groups.get(row.industry) ?? { rows: 0, first: 0, second: 0 })
    if (group && row.industry !== null) groups.set(row.industry, group)
    for (const sums of group ? [group, all] : [all]) {
      sums.rows++
      sums.first += first
      sums.second += second
    }
  }
  return { all, of: (industry: number | null) => (industry === null ? undefined : groups.get(industry)) }
}

const enough = ({ of, all }: ReturnType<typeof byIndustry>, industry: number | null): Sums => {
  const group = of(industry)
  return group && group.rows >= fewest ? group : all
}

function sizes(revenues: readonly Revenue[]) {
  const buyers = revenues.filter(({ twelveMonthsE4 }) => twelveMonthsE4 > 0)
  const revenue = byIndustry(buyers, ({ twelveMonthsE4 }) => [twelveMonthsE4, 0])
  const graded = byIndustry(
    buyers.filter(({ potential }) => potential !== null),
    ({ potential }) => [potential ?? 0, 0],
  )
  return ({ industry, potential }: KnownAccount): number => {
    const sums = enough(revenue, industry)
    if (sums.rows === 0) return 0
    const grades = enough(graded, industry)
    const usual = grades.rows > 0 ? grades.first / grades.rows : middlePotential
    return (sums.first / sums.rows) * ((potential ?? usual) / usual)
  }
}

function growths(revenues: readonly Revenue[]) {
  const both = byIndustry(
    revenues.filter(({ sameDaysE4, thisYearE4 }) => sameDaysE4 > 0 || thisYearE4 > 0),
    ({ thisYearE4, sameDaysE4 }) => [thisYearE4, sameDaysE4],
  )
  return (industry: number | null): number => {
    const { first, second } = enough(both, industry)
    const growth = second > 0 ? first / second : 1
    return Math.min(growthAtMost, Math.max(1 / growthAtMost, growth))
  }
}

function chances(accounts: readonly KnownAccount[]) {
  const open = byIndustry(
    accounts.filter(({ beforeTwelveMonths }) => beforeTwelveMonths === 0),
    ({ inTwelveMonths }) => [inTwelveMonths > 0 ? 1 : 0, 0],
  )
  const won = open.all.rows > 0 ? open.all.first / open.all.rows : 0
  const idle = accounts.filter(({ beforeLastYear, inLastYear }) => beforeLastYear > 0 && inLastYear === 0)
  const wonBack = shrunk(idle.filter(({ inPeriod }) => inPeriod > 0).length, idle.length, won)
  return ({ orders, industry }: KnownAccount): number => {
    if (orders > 0) return wonBack
    const group = open.of(industry)
    return shrunk(group?.first ?? 0, group?.rows ?? 0, won)
  }
}

const shrunk = (count: number, of: number, towards: number) => (count + shrinkBy * towards) / (of + shrinkBy)
