import type { FilterOperator } from '@quayside/contract'
import { z } from 'zod'
import type { Bind, FilterTarget } from './filter-fields.ts'

const wellFormed = (text: string) => text.isWellFormed() && !text.includes('\u0000')
const Text = z.string().min(1).max(500).refine(wellFormed)
const Texts = z.array(Text).min(1).max(200)
const Ids = z.array(z.uuid()).max(200)
const Numeric = z.number().refine(Number.isFinite)
const Two = z.tuple([Numeric, Numeric])
const Day = z.iso.date().refine((day) => day >= '0001-01-01')
const TwoDays = z.tuple([Day, Day])
const Days = z.int().min(0).max(36_500)
const Flag = z.union([z.boolean(), z.enum(['true', 'false'])]).transform(String)

/** The SQL of one comparison; undefined where the kind has no such operator or the value does not fit it. */
export function comparison(target: FilterTarget, op: FilterOperator, value: unknown, bind: Bind): string | undefined {
  if (takesThoseWithoutRow(target, op, value))
    return plainComparison({ ...target, value: `coalesce(${target.value}, ${target.withoutRow})` }, op, value, bind)
  if (!target.asSet || neverOfASet.has(op)) return plainComparison(target, op, value, bind)
  const inside = plainComparison({ ...target, value: target.asSet.value }, op, value, bind)
  return inside && target.asSet.wrap(inside)
}

/** Whether a figure compared takes the value of an account that has no row, so that those count as well. */
function takesThoseWithoutRow({ withoutRow }: FilterTarget, op: FilterOperator, value: unknown): boolean {
  if (withoutRow === undefined) return false
  if (op === 'isNot') return true
  if (op === 'between') return when(Two, value, ([from, to]) => from <= withoutRow && withoutRow <= to) ?? false
  const compare = meets[op]
  return (compare && when(Numeric, value, (number) => compare(withoutRow, number))) ?? false
}

const meets: Partial<Record<FilterOperator, (one: number, other: number) => boolean>> = {
  is: (one, other) => one === other,
  lt: (one, other) => one < other,
  lte: (one, other) => one <= other,
  gt: (one, other) => one > other,
  gte: (one, other) => one >= other,
}

/** What an account without a row meets too. */
const neverOfASet: ReadonlySet<FilterOperator> = new Set(['isNot', 'notIn', 'isEmpty', 'isNotEmpty'])

function plainComparison(target: FilterTarget, op: FilterOperator, value: unknown, bind: Bind): string | undefined {
  switch (target.kind) {
    case 'text':
      return ofText(target, op, value, bind)
    case 'choice':
      return ofText(target, op === 'contains' || op === 'startsWith' ? 'is' : op, value, bind)
    case 'number':
    case 'money':
      return ofNumber(target, op, value, bind)
    case 'date':
      return ofDate(target, op, value, bind)
    case 'person':
    case 'team':
      return ofReference(target, op, value, bind)
    case 'tags':
      return ofTags(target, op, value, bind)
    case 'boolean':
      return ofFlag(target, op, value, bind)
    default:
      return target.kind satisfies never
  }
}

const when = <T, R>(schema: z.ZodType<T>, value: unknown, made: (value: T) => R): R | undefined => {
  const parsed = schema.safeParse(value)
  return parsed.success ? made(parsed.data) : undefined
}

function ofText({ value: column, wrap, among, missing }: FilterTarget, op: FilterOperator, value: unknown, bind: Bind) {
  const here = among ?? wrap ?? ((condition: string) => condition)
  const not = (condition: string) => (wrap ? `not ${wrap(condition)}` : `(${condition}) is not true`)
  switch (op) {
    case 'is':
      return when(Text, value, (text) => here(`${column} = ${bind(text)}`))
    case 'isNot':
      return when(Text, value, (text) => not(`${column} = ${bind(text)}`))
    case 'in':
      return when(Texts, value, (texts) => here(`${column} = any (${bind(texts)}::text[])`))
    case 'notIn':
      return when(Texts, value, (texts) => not(`${column} = any (${bind(texts)}::text[])`))
    case 'contains':
      return when(Text, value, (text) => here(`position(lower(${bind(text)}) in lower(${column})) > 0`))
    case 'startsWith':
      return when(Text, value, (text) => here(`starts_with(lower(${column}), lower(${bind(text)}))`))
    case 'isEmpty':
      return missing ?? `coalesce(${column}, '') = ''`
    case 'isNotEmpty':
      return missing ? `not (${missing})` : `coalesce(${column}, '') <> ''`
    default:
      return undefined
  }
}

const signs: Partial<Record<FilterOperator, string>> = { is: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' }

function ofNumber({ value: column }: FilterTarget, op: FilterOperator, value: unknown, bind: Bind) {
  const place = (number: number) => `${bind(String(number))}::${Number.isSafeInteger(number) ? 'bigint' : 'numeric'}`
  const sign = signs[op]
  if (sign) return when(Numeric, value, (number) => `${column} ${sign} ${place(number)}`)
  switch (op) {
    case 'isNot':
      return when(Numeric, value, (number) => `${column} is distinct from ${place(number)}`)
    case 'between':
      return when(Two, value, ([from, to]) => `${column} between ${place(from)} and ${place(to)}`)
    case 'isEmpty':
      return `${column} is null`
    case 'isNotEmpty':
      return `${column} is not null`
    default:
      return undefined
  }
}

/** Today and the beginning of a day, where the company is. */
const today = '(now() at time zone (select time_zone from company))::date'
const startOf = (day: string) => `((${day})::timestamp at time zone (select time_zone from company))`

function ofDate({ value: column, time }: FilterTarget, op: FilterOperator, value: unknown, bind: Bind) {
  const day = (text: string) => `${bind(text)}::date`
  const from = (sql: string) =>
    time === 'instant' ? `${column} >= ${startOf(sql)}` : `${plain(column, time)} >= ${sql}`
  const before = (sql: string) =>
    time === 'instant' ? `${column} < ${startOf(sql)}` : `${plain(column, time)} < ${sql}`
  const next = (sql: string) => `(${sql} + 1)`
  // Says nothing new, for no zone is two days off; but the planner knows current_date and not what the company's day will be.
  const roughly = (sql: string) => (time === 'text' ? '' : ` and ${column} ${sql}`)
  switch (op) {
    case 'is':
      return when(Day, value, (text) => `(${from(day(text))} and ${before(next(day(text)))})`)
    case 'isNot':
      return when(Day, value, (text) => `(${from(day(text))} and ${before(next(day(text)))}) is not true`)
    case 'lt':
      return when(Day, value, (text) => before(day(text)))
    case 'lte':
      return when(Day, value, (text) => before(next(day(text))))
    case 'gt':
      return when(Day, value, (text) => from(next(day(text))))
    case 'gte':
      return when(Day, value, (text) => from(day(text)))
    case 'between':
      return when(TwoDays, value, ([first, last]) => `(${from(day(first))} and ${before(next(day(last)))})`)
    case 'withinDays':
      // Both ways round today: of a date that lies ahead it asks what comes, of one behind what has been.
      return when(
        Days,
        value,
        (days) =>
          `(${from(`(${today} - ${days})`)} and ${before(`(${today} + ${days + 1})`)}${roughly(`>= current_date - ${days + 2}`)}${roughly(`< current_date + ${days + 3}`)})`,
      )
    case 'olderThanDays':
      return when(
        Days,
        value,
        (days) => `(${before(`(${today} - ${days})`)}${roughly(`< current_date - ${days} + 2`)})`,
      )
    case 'isEmpty':
      return `${column} is null`
    case 'isNotEmpty':
      return `${column} is not null`
    default:
      return undefined
  }
}

/** Days of custom fields are text; what is no day compares as none. */
const plain = (column: string, time: FilterTarget['time']) =>
  time === 'text' ? `(case when pg_input_is_valid(${column}, 'date') then ${column}::date end)` : column

function ofReference({ value: column }: FilterTarget, op: FilterOperator, value: unknown, bind: Bind) {
  switch (op) {
    case 'is':
    case 'in':
      return when(Ids, value, (ids) =>
        ids.length === 1 ? `${column} = ${bind(ids[0])}::uuid` : `${column} = any (${bind(ids)}::uuid[])`,
      )
    case 'isNot':
    case 'notIn':
      return when(Ids, value, (ids) => `(${column} = any (${bind(ids)}::uuid[])) is not true`)
    case 'isEmpty':
      return `${column} is null`
    case 'isNotEmpty':
      return `${column} is not null`
    default:
      return undefined
  }
}

function ofTags({ value: column }: FilterTarget, op: FilterOperator, value: unknown, bind: Bind) {
  const given = typeof value === 'string' ? [value] : value
  switch (op) {
    case 'is':
    case 'contains':
      return when(Texts, given, (tags) => `(${column} @> ${bind(tags)}::text[] and ${column} <> '{}')`)
    case 'in':
      return when(Texts, given, (tags) => `(${column} && ${bind(tags)}::text[] and ${column} <> '{}')`)
    case 'isNot':
    case 'notIn':
      return when(Texts, given, (tags) => `not ${column} && ${bind(tags)}::text[]`)
    case 'isEmpty':
      return `${column} = '{}'`
    case 'isNotEmpty':
      return `${column} <> '{}'`
    default:
      return undefined
  }
}

function ofFlag({ value: column }: FilterTarget, op: FilterOperator, value: unknown, bind: Bind) {
  switch (op) {
    case 'is':
      return when(Flag, value, (flag) => `${column} = ${bind(flag)}`)
    case 'isNot':
      return when(Flag, value, (flag) => `${column} is distinct from ${bind(flag)}`)
    case 'isEmpty':
      return `${column} is null`
    case 'isNotEmpty':
      return `${column} is not null`
    default:
      return undefined
  }
}
