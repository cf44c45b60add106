import { z } from 'zod'
import { PersonRef } from '../accounts/index.ts'
import { Category } from '../rights.ts'
import { route } from '../route.ts'
import { Id, Instant, PageQuery, pageOf } from '../shapes.ts'
import { ReportLocale } from './frame.ts'

/** Under what name its saved queries are kept beside the saved analyses. */
export const consoleName = 'sql-console'

/** What a run may cost at most. A run that needs more is ended and says so. */
export const consoleLimits = {
  sqlLength: 8_000,
  milliseconds: 10_000,
  /** Of the process that runs the query, with the engine itself. */
  megabytes: 768,
  /** Rows on the screen, and in a file. */
  rowsShown: 5_000,
  rowsInFile: 100_000,
  /** What an answer may come to altogether, on the screen and in a file. */
  megabytesShown: 8,
  megabytesInFile: 64,
  /** Characters of one value; what is longer is cut and ends in an ellipsis. */
  valueLength: 4_000,
  /** Runs at once on one node; of one person it is one. */
  atOnce: 3,
} as const

const Sql = z
  .string()
  .max(consoleLimits.sqlLength)
  .refine((text) => text.trim() !== '' && !text.includes('\u0000') && text.isWellFormed(), 'Write a statement.')
export const ConsoleQuestion = z.strictObject({
  sql: Sql,
  /** Over the rows as they are now; else they may be minutes old where there are very many. */
  fresh: z.boolean().default(false),
})

const Words = z.strictObject({ zh: z.string(), en: z.string() })
export type ConsoleWords = z.infer<typeof Words>

/** A table the reader's SQL may name, with the columns his categories show. */
export const ConsoleTable = z.strictObject({
  name: z.string(),
  words: Words,
  about: Words,
  columns: z.array(z.strictObject({ name: z.string(), type: z.string(), words: Words })),
  /** Columns that exist and that his categories hide. */
  hidden: z.array(z.strictObject({ name: z.string(), words: Words, category: Category })),
})
export type ConsoleTable = z.infer<typeof ConsoleTable>

const Limits = z.strictObject({
  milliseconds: z.int(),
  megabytes: z.int(),
  rowsShown: z.int(),
  rowsInFile: z.int(),
  valueLength: z.int(),
})
export const ConsoleSchema = z.strictObject({
  tables: z.array(ConsoleTable),
  /** Names of the functions that may be called. */
  functions: z.array(z.string()),
  examples: z.array(z.strictObject({ name: Words, sql: z.string() })),
  limits: Limits,
})
export type ConsoleSchema = z.infer<typeof ConsoleSchema>

export const ConsoleKind = z.enum(['number', 'text', 'day', 'moment', 'truth'])
export type ConsoleKind = z.infer<typeof ConsoleKind>
/** Whole numbers beyond 2^53 and decimals of more than 15 digits come as text, so that no digit is lost. */
export const ConsoleValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type ConsoleValue = z.infer<typeof ConsoleValue>
export const ConsoleColumn = z.strictObject({ name: z.string(), type: z.string(), kind: ConsoleKind })
export type ConsoleColumn = z.infer<typeof ConsoleColumn>

export const ConsoleResult = z.strictObject({
  columns: z.array(ConsoleColumn),
  rows: z.array(z.array(ConsoleValue)),
  /** There are more rows than are shown. */
  more: z.boolean(),
  /** Values that were cut. */
  cutValues: z.int(),
  milliseconds: z.number(),
  /** The moment the rows are of. */
  asOf: Instant,
})
export type ConsoleResult = z.infer<typeof ConsoleResult>

export const ConsoleOutcome = z.enum([
  'done',
  'wrong',
  'refused',
  'outOfTime',
  'outOfMemory',
  'tooMuch',
  'cancelled',
  'broken',
])
export type ConsoleOutcome = z.infer<typeof ConsoleOutcome>

export const ConsoleRun = z.strictObject({
  id: Id,
  person: PersonRef,
  at: Instant,
  sql: z.string(),
  outcome: ConsoleOutcome,
  rows: z.int().nullable(),
  milliseconds: z.int(),
  /** Of what leaves in a file; null: shown on the screen. */
  format: z.string().nullable(),
  problem: z.string().nullable(),
})
export type ConsoleRun = z.infer<typeof ConsoleRun>

const tag = 'SQL console'
const read = { module: 'console', action: 'read' } as const
/** A person at a screen: what runs freely over everything is not for a key that lies in a file. */
const keys = 'never'

export const readConsole = route('readConsole', 'GET', '/analyses/console', {
  summary: 'The tables, functions and limits of the SQL console, as far as the reader sees them',
  tag,
  door: read,
  keys,
  reply: ConsoleSchema,
})
export const runSql = route('runSql', 'POST', '/analyses/console/runs', {
  secretReply: true,
  summary: 'Run one reading statement over the rows the reader may see; ends when the request is given up',
  tag,
  door: read,
  keys,
  cost: 'lookUp',
  body: ConsoleQuestion,
  reply: ConsoleResult,
  status: 200,
})
export const exportSql = route('exportSql', 'POST', '/analyses/console/files', {
  summary: 'Run one reading statement and take its rows away as CSV or XLSX',
  tag,
  door: { module: 'console', action: 'export' },
  keys,
  cost: 'export',
  body: ConsoleQuestion.extend({ format: z.enum(['xlsx', 'csv']), locale: ReportLocale.default('zh-CN') }),
  kind: 'stream',
})
export const listSqlRuns = route('listSqlRuns', 'GET', '/analyses/console/runs', {
  summary: 'What was run, newest first: one’s own; everybody’s for administrators',
  tag,
  door: read,
  keys,
  query: z.strictObject({ ...PageQuery, whose: z.enum(['mine', 'all']).default('mine') }),
  reply: pageOf(ConsoleRun),
})
