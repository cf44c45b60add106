import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { type CustomerWorld, demoCustomer } from '@quayside/demo-company'
import pg from 'pg'
import { restIndexes } from '../apps/server/src/demo/finish-world.ts'
import { makeActors } from './customer-database.ts'
import { dataDirectory, processorOf, processorOfDatabase } from './processor.ts'
import { openScratch, type Scratch, secret } from './scratch.ts'
import { figure, type Row } from './table.ts'

const cli = fileURLToPath(new URL('../apps/server/src/cli.ts', import.meta.url))
/** What the import fills, in the order their references allow. */
const filled = ['accounts', 'contacts', 'addresses', 'events'] as const
const budget = 30_000

export interface ImportMeasured {
  rows: number
  checkSeconds: number
  importSeconds: number
  /** Processor seconds of Node and of PostgreSQL over both. */
  nodeSeconds: number
  databaseSeconds: number
  /** The most the importing process ever held, in MiB. */
  peakMiB: number
  /** The same rows by COPY into the same tables, emptied, with their indexes and constraints; and PostgreSQL's processor seconds for it. */
  copySeconds: number
  copyCpuSeconds: number
  /** The same into tables without the indexes that no foreign key needs, and making those afterwards: the least that a load can cost. */
  bareSeconds: number
  rebuildSeconds: number
  bareCpuSeconds: number
}

/** A list of customers, as a company brings it, through the command line: checked, compared for duplicates, written; beside COPY. */
export async function importOfCustomers(rows: number): Promise<Row[]> {
  const measured = await measureImport(rows)
  const rate = rows / measured.importSeconds
  const copied = rows / measured.copySeconds
  const loaded = rows / (measured.bareSeconds + measured.rebuildSeconds)
  const cpu = measured.nodeSeconds + measured.databaseSeconds
  return [
    {
      what: `import of ${figure(rows)} customers with checks and duplicate keys`,
      measured: `${figure(rate)} rows/s written; read-through and check before it ${figure(rows / measured.checkSeconds)} rows/s`,
      comparator: `raw COPY of the same rows, same indexes: ${figure(copied)} rows/s; PostgreSQL alone worked ${figure(measured.copyCpuSeconds, 1)} s for it`,
      ratio: `${figure(rate / copied, 2)} ×`,
      budget: `≥ ${figure(budget)} rows/s`,
      met: rows / (measured.importSeconds + measured.checkSeconds) >= budget,
    },
    {
      what: 'the same, beside COPY into tables without their secondary indexes, made anew afterwards by one connection',
      measured: `${figure(rate)} rows/s`,
      comparator: `${figure(loaded)} rows/s (COPY ${figure(measured.bareSeconds, 1)} s, indexes ${figure(measured.rebuildSeconds, 1)} s; PostgreSQL worked ${figure(measured.bareCpuSeconds, 1)} s)`,
      ratio: `${figure(rate / loaded, 2)} ×`,
      budget: '',
      met: null,
    },
    {
      what: 'the same in processor time, which neighbours on the machine disturb less',
      measured: `${figure((cpu / rows) * 1e6)} µs a row over check and import`,
      comparator: `raw COPY, same indexes: ${figure((measured.copyCpuSeconds / rows) * 1e6)} µs a row`,
      ratio: `${figure(measured.copyCpuSeconds / cpu, 2)} ×`,
      budget: '',
      met: null,
    },
    {
      what: `peak memory of the import of ${figure(rows)} customers`,
      measured: `${figure(measured.peakMiB)} MiB (processor over check and import: Node ${figure(measured.nodeSeconds, 1)} s, PostgreSQL ${figure(measured.databaseSeconds, 1)} s)`,
      comparator: '',
      ratio: '',
      budget: 'constant',
      met: null,
    },
  ]
}

export async function measureImport(rows: number, nodeOptions: readonly string[] = []): Promise<ImportMeasured> {
  const scratch = await openScratch()
  try {
    await makeActors(scratch)
    const file = join(scratch.dataDir, 'customers.csv')
    await pipeline(Readable.from(customersCsv(rows)), createWriteStream(file))
    const before = await processorOfDatabase(scratch.owner)
    const child = spawn(
      process.execPath,
      [...nodeOptions, cli, 'import', file, '--target', 'customers', '--duplicates', 'create', '--yes'],
      {
        env: {
          ...process.env,
          NODE_ENV: 'production',
          DATABASE_URL: scratch.embedded.ownerUrl,
          QUAYSIDE_SECRET: secret,
          QUAYSIDE_DATA: join(scratch.dataDir, 'product'),
        },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
    const seen = await watch(child)
    const databaseSeconds = (await processorOfDatabase(scratch.owner)) - before
    const phases = await phasesOf(scratch, rows)
    return { rows, ...phases, ...seen, databaseSeconds, ...(await rawCopy(scratch)) }
  } finally {
    await scratch.close()
  }
}

/** Peak memory and processor time, looked at while it lives: Linux forgets them with the process. */
async function watch(child: ChildProcess): Promise<{ peakMiB: number; nodeSeconds: number }> {
  const seen = { peakMiB: 0, nodeSeconds: 0 }
  const look = async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    seen.peakMiB = Math.max(seen.peakMiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    seen.nodeSeconds = Math.max(seen.nodeSeconds, await processorOf(Number(child.pid)))
  }
  const looking = setInterval(look, 200)
  const [code] = await once(child, 'exit')
  clearInterval(looking)
  if (code !== 0) throw new Error(`The import ended with ${code}.`)
  return seen
}

async function phasesOf({ owner }: Scratch, rows: number): Promise<{ checkSeconds: number; importSeconds: number }> {
  const client = new pg.Client(owner)
  await client.connect()
  const found = await client.query<{ check: number; import: number; accounts: number }>(`
    select extract(epoch from (select at from events where kind = 'import.checked') - (select at from events where kind = 'import.mapped'))::float8 as "check",
           extract(epoch from (select at from events where kind = 'import.finished') - (select at from events where kind = 'import.started'))::float8 as import,
           (select count(*)::int from accounts) as accounts`)
  await client.end()
  const [one] = found.rows
  if (!one || one.accounts < rows * 0.98) throw new Error(`Of ${rows} customers ${one?.accounts} went in.`)
  return { checkSeconds: one.check, importSeconds: one.import }
}

/** Writes the rows just imported once more, by COPY, into the same tables after emptying them: with their indexes, and without. */
async function rawCopy(scratch: Scratch) {
  const client = new pg.Client(scratch.owner)
  await client.connect()
  // Files of the server itself: nothing but COPY is measured.
  const folder = await dataDirectory(scratch.owner)
  const path = (table: string) => `${folder}/bench-${table}.copy`
  for (const table of filled) await client.query(`copy (select * from ${table}) to '${path(table)}' (format binary)`)
  const copyAll = async () => {
    await client.query('truncate accounts, events cascade')
    await client.query('checkpoint')
    return costOf(scratch, async () => {
      await client.query('begin')
      for (const table of filled) await client.query(`copy ${table} from '${path(table)}' (format binary)`)
      await client.query('commit')
    })
  }
  const copy = await copyAll()
  const resting = await restIndexes(client)
  const bare = await copyAll()
  const rebuild = await costOf(scratch, async () => {
    await client.query(`set maintenance_work_mem = '256MB'; set max_parallel_maintenance_workers = 0`)
    for (const make of [...resting.indexes, ...resting.constraints]) await client.query(make)
  })
  for (const table of filled) await rm(path(table))
  await client.end()
  return {
    copySeconds: copy.seconds,
    copyCpuSeconds: copy.cpu,
    bareSeconds: bare.seconds,
    rebuildSeconds: rebuild.seconds,
    bareCpuSeconds: bare.cpu + rebuild.cpu,
  }
}

async function costOf(scratch: Scratch, work: () => Promise<void>): Promise<{ seconds: number; cpu: number }> {
  const cpuBefore = await processorOfDatabase(scratch.owner)
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1000
  return { seconds, cpu: (await processorOfDatabase(scratch.owner)) - cpuBefore }
}

const header =
  '客户编号,客户名称,英文名称,简称,统一社会信用代码,电话,邮箱,网站,行业,信用等级,信用额度,账期,联系人,职务,手机,联系人邮箱,省,市,区,地址'

export function* customersCsv(rows: number, seed = 4711): Generator<string> {
  const world: CustomerWorld = { seed, customers: rows, linesPerCustomer: 1 }
  yield `${header}\n`
  for (let index = 10; index < rows + 10; index++) yield customerLine(world, index)
}

function customerLine(world: CustomerWorld, index: number): string {
  const one = demoCustomer(world, index)
  const [person] = one.contacts
  const [address] = one.addresses
  const cells = [
    `K${index}`,
    one.name,
    one.nameEn,
    one.shortName,
    one.creditCode,
    one.phone,
    one.email,
    one.website,
    one.industry,
    one.creditGrade,
    one.creditLimitYuan,
    one.paymentDays,
    person?.name,
    person?.jobTitle,
    person?.mobile,
    person?.email,
    address?.place.province,
    address?.place.city,
    address?.place.district,
    address?.street,
  ]
  return `${cells.map((cell) => (cell === null || cell === undefined ? '' : /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(',')}\n`
}
