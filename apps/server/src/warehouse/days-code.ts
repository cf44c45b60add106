import { ServiceKind } from '@quayside/contract'

/** The place of a service in the contract's list, as a small number. */
export const serviceNumber = (service: string): string =>
  `(case ${service} ${ServiceKind.options.map((name, at) => `when '${name}' then ${at}`).join(' ')} end)::smallint`

/** The service again. */
export const serviceOfNumber = (number: string): string =>
  `case ${number} ${ServiceKind.options.map((name, at) => `when ${at} then '${name}'`).join(' ')} end`

/** Of the two numbers in a code the lower one is below this. */
const wide = 64
/** A difference of days stands in a code with this added to it. */
const middle = 32

/** A difference of days that a code has room for: −31 … 31. */
const fits = (days: string) => `${days} between ${1 - middle} and ${middle - 1}`

/**
 * How many days a line took and how many it came off its promise, as one number below 4,096: DuckDB counts such numbers in a table that
 * it addresses directly. Null where it does not tell all: a promise that waits, and days that there is no room for.
 */
export const daysOfLine = (row: string): string => {
  const taken = `(case when ${row}.delivered_on < ${row}.ordered_on then 1 else ${row}.delivered_on - ${row}.ordered_on + 2 end)`
  const off = `(${row}.delivered_on - ${row}.promised_on)`
  return `(case when ${row}.delivered_on is null then case when ${row}.promised_on is null then 0 end
             when ${row}.delivered_on - ${row}.ordered_on >= ${wide - 2} then null
             when ${row}.promised_on is null then ${wide} * ${taken}
             when ${fits(off)} then ${wide} * ${taken} + ${off} + ${middle} end)::smallint`
}

/** The same of an order's promises: its latest and its earliest line. Null where one is not delivered. */
export const daysOfPromise = (row: string): string =>
  `(case when ${row}.is_delivered and ${fits(`${row}.latest_days`)} and ${fits(`${row}.earliest_days`)}
         then ${wide} * (${row}.latest_days + ${middle}) + ${row}.earliest_days + ${middle} end)::smallint`

/** What a line's code says. `taken` is null where it is not delivered, or before it was ordered; `off` without a promise. */
export const lineDaysIn = (code: number): { taken: number | null; off: number | null } => {
  const [taken, off] = [Math.floor(code / wide), code % wide]
  return { taken: taken < 2 ? null : taken - 2, off: off === 0 ? null : off - middle }
}

export const promiseDaysIn = (code: number): { latest: number; earliest: number } => ({
  latest: Math.floor(code / wide) - middle,
  earliest: (code % wide) - middle,
})

/** What codes and numbers of services mean; others are another warehouse. */
export const codesMean = [ServiceKind.options.join(), daysOfLine('l'), daysOfPromise('l')].join()
