import { type Category, type ConsoleOutcome, consoleLimits, type Rights } from '@quayside/contract'
import type { Call, User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Extracted } from '../../../warehouse/extract.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { refuseUnread } from '../frame/warehouse-at-hand.ts'
import { catalogue } from './catalogue.ts'
import { recordRun } from './console-runs.ts'
import { type Hidden, refusalOf } from './refusals.ts'
import { type Ran, runStatement, type Unrun } from './run-statement.ts'
import type { Snapshots } from './snapshots.ts'
import { type Types, typesOf, visibleTables } from './visible-tables.ts'

export interface Console {
  warehouse: Warehouse
  snapshots: Snapshots
  /** Who runs something on this node just now. */
  running: Set<string>
}

interface Asked {
  sql: string
  fresh: boolean
  format: 'xlsx' | 'csv' | null
}

export interface Answered extends Ran {
  asOf: Date
  milliseconds: number
}

type Asking = Pick<Call<never>, 'user' | 'write' | 'now' | 'reply'>

/** Runs a statement over what its writer may see, and records what became of it; without the record nobody gets an answer. */
export async function askConsole(console: Console, asking: Asking, { sql, fresh, format }: Asked): Promise<Answered> {
  const { user, write, now } = asking
  await refuseUnread(console.warehouse)
  const reader = format ? asTaking(user) : user
  return inTurn(console, user, async () => {
    const types = await typesOf(console.warehouse.engine)
    const tables = visibleTables(types, reader)
    const { ran, path, asOf, milliseconds } = await runOver(console, tables, { sql, fresh, format }, givenUp(asking))
    const refusal = refusalFor(ran, sql, path, hiddenFrom(types, tables), format)
    const outcome: ConsoleOutcome = refusal && ran.is === 'done' ? 'tooMuch' : ran.is
    const rows = ran.is === 'done' ? ran.rows.length : null
    const problem = refusal?.message ?? null
    await write((tx) => recordRun(tx, user, now, { id: newId(), sql, outcome, rows, milliseconds, format, problem }))
    if (refusal || ran.is !== 'done') throw refusal
    return { ...ran, asOf, milliseconds }
  })
}

interface Over {
  ran: Ran | Unrun
  path: string
  asOf: Date
  milliseconds: number
}

/** Whoever gives up while his rows are being copied has cancelled, too. */
async function runOver(
  { snapshots }: Console,
  tables: readonly Extracted[],
  { sql, fresh, format }: Asked,
  signal: AbortSignal,
): Promise<Over> {
  const names = tables.map(({ name }) => name)
  try {
    return await snapshots.use(tables, { fresh, signal }, async ({ path, asOf }) => {
      const began = performance.now()
      const ran = await runStatement({ path, sql, tables: names, signal, ...sizeOf(format) })
      return { ran, path, asOf, milliseconds: Math.round(performance.now() - began) }
    })
  } catch (error) {
    if (!signal.aborted) throw error
    return { ran: { is: 'cancelled' }, path: '', asOf: new Date(0), milliseconds: 0 }
  }
}

/** One at a time for each person, and few at once: what others ask of the same machine must be answered too. */
async function inTurn<T>({ running }: Console, { id }: User, work: () => Promise<T>): Promise<T> {
  if (running.has(id))
    throw new Refusal('sqlOneAtATime', 409, 'Your other query is still running. Wait for it or cancel it.')
  if (running.size >= consoleLimits.atOnce)
    throw new Refusal('sqlBusy', 503, 'Others are running queries. Try again in a few seconds.')
  running.add(id)
  try {
    return await work()
  } finally {
    running.delete(id)
  }
}

/** Whoever closes the connection wants no answer any more. */
function givenUp({ reply }: Asking): AbortSignal {
  const gone = new AbortController()
  if (reply.raw.destroyed) gone.abort()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}

function sizeOf(format: Asked['format']) {
  const { milliseconds, megabytes, valueLength, rowsInFile, rowsShown, megabytesInFile, megabytesShown } = consoleLimits
  return {
    milliseconds,
    megabytes,
    valueLength,
    rows: format ? rowsInFile : rowsShown,
    characters: (format ? megabytesInFile : megabytesShown) * 2 ** 20,
  }
}

function refusalFor(
  ran: Ran | Unrun,
  sql: string,
  path: string,
  hidden: Hidden,
  format: Asked['format'],
): Refusal | null {
  if (ran.is !== 'done') return refusalOf(ran, sql, path, hidden)
  if (!format || !ran.more) return null
  const { rowsInFile } = consoleLimits
  return new Refusal('sqlTooManyRows', 422, `At most ${rowsInFile} rows leave in a file. Narrow it down.`, {
    extra: { rowsInFile },
  })
}

/** What leaves in a file reaches as far as the right to take it away, in rows and in categories. */
function asTaking(user: User): User {
  const { modules, categories } = user.rights
  const narrowed = Object.fromEntries(
    Object.entries(categories).map(([name, access]) => [name, { ...access, read: access.read && access.export }]),
  ) as Rights['categories']
  const console = { ...modules.console, read: modules.console.export }
  return { ...user, rights: { modules: { ...modules, console }, categories: narrowed } }
}

/** Tables and columns of the star schema that the reader’s categories leave out. */
function hiddenFrom(types: Types, tables: ReturnType<typeof visibleTables>): Hidden {
  const shown = new Map(tables.map(({ name, columns }) => [name, columns]))
  const seen = new Set(tables.flatMap(({ columns }) => Object.keys(columns)))
  const hidden = new Map<string, Category>()
  for (const [name, { columns, category: whole }] of Object.entries(catalogue)) {
    if (!types.has(name)) continue
    if (!shown.has(name)) hidden.set(name, whole ?? 'basic')
    for (const [column, [, , category = whole ?? 'basic']] of Object.entries(columns))
      if (!seen.has(column)) hidden.set(column, category)
  }
  return hidden
}
