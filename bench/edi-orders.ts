import { readdir, readFile } from 'node:fs/promises'
import { createEdiPartner, receiveEdi } from '@quayside/contract'
import pg from 'pg'
import { type ChildServer, startProduct } from './child-server.ts'
import { commitRate, sampleOf, settle, signIn } from './customer-database.ts'
import type { Scratch } from './scratch.ts'
import { figure, type Row } from './table.ts'

const connections = 8

/**
 * Load tenders handed in as files over HTTP, each until its order is in the database and its 997 lies safe: read, taken apart,
 * checked, judged by credit, written with its events, acknowledged; the product as one process, as it is installed.
 */
export async function ordersByEdi(scratch: Scratch, actor: { email: string }, seconds: number): Promise<Row[]> {
  await settle(scratch.owner)
  const { ids } = await sampleOf(scratch.owner)
  const commits = await commitRate(scratch.owner, seconds)
  const product = await startProduct(scratch.embedded.ownerUrl, scratch.dataDir)
  const client = new pg.Client(scratch.owner)
  await client.connect()
  try {
    const cookie = await signIn(product.url, actor.email)
    const headers = { cookie, 'x-quayside-csrf': '1' }
    await addPartner(product.url, headers, ids[0] ?? '')
    const hand = (orders: number) => (n: number) => handIn(product.url, headers, fileOf(orders, n))
    // The first few hundred orders of a process cost twice what later ones do: the program is not compiled yet.
    await measured(client, product.pid, { seconds: patienceSeconds, files: 300 }, hand(1))
    const rows: Row[] = []
    for (const orders of [1, 100])
      rows.push(
        row(
          orders,
          await measured(client, product.pid, { seconds, files: filesOf(orders, seconds) }, hand(orders)),
          commits,
        ),
      )
    return [...rows, await oneGigabyte(product, client, headers)]
  } finally {
    await client.end()
    await product.stop()
  }
}

/** One interchange of a gigabyte from somebody unknown: taken in, read from end to end, and every message of it kept for a person. */
async function oneGigabyte(product: ChildServer, client: pg.Client, headers: Record<string, string>): Promise<Row> {
  const before = await product.residentMiB()
  let most = before
  const watch = setInterval(() => void product.residentMiB().then((now) => (most = Math.max(most, now))), 200)
  const began = performance.now()
  const { fileId, bytes } = await handIn(product.url, headers, ReadableStream.from(gigabyte()))
  const safe = (performance.now() - began) / 1000
  const settled = await within(patienceSeconds, async () => {
    const { rows } = await client.query<{ left: number }>(
      `select (select count(*)::int from edi_files where id = $1 and state = 'received')
            + (select count(*)::int from edi_interchanges where file_id = $1 and state <> 'settled') as left`,
      [fileId],
    )
    return rows[0]?.left === 0
  })
  clearInterval(watch)
  const seconds = (performance.now() - began) / 1000
  const { rows } = await client.query<{ kept: number }>(
    `select count(*)::int as kept from edi_messages m join edi_interchanges i on i.id = m.interchange_id where i.file_id = $1 and m.status = 'quarantined'`,
    [fileId],
  )
  return {
    what: `a file of ${figure(bytes / 1e9, 2)} GB handed in by HTTP, ${figure(rows[0]?.kept ?? 0)} messages kept for a person`,
    measured: `safe after ${figure(safe, 1)} s, ${settled ? 'read and settled' : 'cut off, not yet settled,'} after ${figure(seconds, 1)} s; resident memory ${figure(before)} MiB before, at most ${figure(most)} MiB`,
    ...{ comparator: '', ratio: '', budget: '≤ 400 MiB more', met: most - before <= 400 },
  }
}

const megabyteMessages = 1_024

function* gigabyte(): Generator<Uint8Array> {
  const text = (written: string) => new TextEncoder().encode(written)
  yield text(
    `ISA*00*          *00*          *ZZ*${'GIANT'.padEnd(15)}*ZZ*${'QUAYSIDE'.padEnd(15)}*261122*1201*U*00401*000000001*0*P*>~GS*SM*GIANT*QUAYSIDE*20261122*1201*1*X*004010~`,
  )
  const note = text(`NTE*ALL*${'x'.repeat(1_000)}~`.repeat(1_040))
  for (let n = 1; n <= megabyteMessages; n++) {
    const control = String(n).padStart(4, '0')
    yield text(`ST*204*${control}~B2**QSID**GIANT-${n}**PP~`)
    yield note
    yield text(`SE*1043*${control}~`)
  }
  yield text(`GE*${megabyteMessages}*1~IEA*1*000000001~`)
}

/** So long what was handed in may take to be settled, before it is told that it was not. */
const patienceSeconds = 45

/** Whether it came true in so many seconds. */
async function within(seconds: number, isSo: () => Promise<boolean>): Promise<boolean> {
  const until = performance.now() + seconds * 1000
  while (!(await isSo())) {
    if (performance.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return true
}

interface Told {
  files: number
  /** Files whose acknowledgement was there when it was cut off. */
  acknowledged: number
  sendSeconds: number
  seconds: number
  nodeMs: number
  postgresMs: number
  taken: number
  transactions: number
}

/** Twice as many orders as the budget has in so many seconds, and no more: beyond that the queue alone grows. */
const filesOf = (orders: number, seconds: number) => Math.ceil((2 * seconds * budgetOf(orders)) / orders)
const budgetOf = (orders: number) => (orders === 1 ? 150 : 400)

/** Hands in files for so long, or so many, and waits until each is acknowledged. */
async function measured(
  client: pg.Client,
  pid: number,
  most: { seconds: number; files: number },
  send: (n: number) => Promise<unknown>,
): Promise<Told> {
  const before = await standing(client, pid)
  const began = performance.now()
  const passed = () => (performance.now() - began) / 1000
  let files = 0
  const worker = async () => {
    while (passed() < most.seconds && files < most.files) {
      files++
      await send(++sent)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const sendSeconds = passed()
  await within(patienceSeconds, async () => (await receipts(client)) - before.receipts >= files)
  const seconds = passed()
  const after = await standing(client, pid)
  return {
    files,
    acknowledged: after.receipts - before.receipts,
    sendSeconds,
    seconds,
    nodeMs: after.nodeMs - before.nodeMs,
    postgresMs: after.postgresMs - before.postgresMs,
    taken: after.taken - before.taken,
    transactions: after.transactions - before.transactions,
  }
}

async function receipts(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ receipts: number }>(
    `select count(*)::int as receipts from edi_interchanges where direction = 'out'`,
  )
  return rows[0]?.receipts ?? 0
}

async function standing(client: pg.Client, pid: number) {
  const { rows } = await client.query<{ taken: number; transactions: number; backend: number }>(
    `select (select count(*)::int from edi_messages where direction = 'in' and status = 'taken') as taken,
            (select xact_commit::int from pg_stat_database where datname = current_database()) as transactions, pg_backend_pid() as backend`,
  )
  const [now] = rows
  if (!now) throw new Error('The database says nothing.')
  return {
    ...now,
    receipts: await receipts(client),
    nodeMs: (await processOf(pid))?.ms ?? 0,
    postgresMs: await postgresMs(now.backend),
  }
}

/** Control numbers are never used twice. */
let sent = 0

function row(orders: number, told: Told, commits: number): Row {
  const { files, acknowledged, sendSeconds, seconds } = told
  const perSecond = told.taken / seconds
  const each = (ms: number) => figure(ms / told.taken, 2)
  const cut =
    acknowledged < files ? `; CUT OFF: ${figure(files - acknowledged)} files were not acknowledged by then` : ''
  const budget = budgetOf(orders)
  return {
    what: `orders acknowledged through EDI in files of ${orders}, ${connections} connections (durable: file, order, 997)`,
    measured: `${figure(perSecond)}/s (${figure(files)} files handed in within ${figure(sendSeconds, 1)} s, the last acknowledged after ${figure(seconds, 1)} s${cut}); CPU for each order: Node ${each(told.nodeMs)} ms, PostgreSQL ${each(told.postgresMs)} ms; ${figure(told.transactions / told.taken, 1)} transactions for each`,
    comparator: `PostgreSQL’s own durable commits, ${connections} connections: ${figure(commits)}/s`,
    ratio: `${figure(perSecond / commits, 2)} orders for each commit`,
    budget: `≥ ${budget}/s`,
    met: perSecond >= budget,
  }
}

async function addPartner(url: string, headers: Record<string, string>, accountId: string): Promise<void> {
  const body = {
    ...{ name: 'Bench', kind: 'customer', accountId, standard: 'x12', ourId: 'QUAYSIDE' },
    identities: [{ level: 'interchange', identifier: 'BENCH' }],
    settings: { currency: 'USD' },
  }
  const reply = await fetch(`${url}/api${createEdiPartner.path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`Adding a partner answered ${reply.status}: ${await reply.text()}`)
}

async function handIn(url: string, headers: Record<string, string>, body: string | ReadableStream) {
  const reply = await fetch(`${url}/api${receiveEdi.path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/edi-x12' },
    body,
    ...(typeof body === 'string' ? {} : { duplex: 'half' }),
  })
  if (reply.status !== receiveEdi.status) throw new Error(`Handing in answered ${reply.status}: ${await reply.text()}`)
  return receiveEdi.reply.parse(await reply.json())
}

function fileOf(orders: number, n: number): string {
  const control = String(n).padStart(9, '0')
  const tenders = Array.from({ length: orders }, (_, at) => tender(`BENCH-${n}-${at}`, String(at + 1).padStart(4, '0')))
  const head = `ISA*00*          *00*          *ZZ*${'BENCH'.padEnd(15)}*ZZ*${'QUAYSIDE'.padEnd(15)}*261122*1201*U*00401*${control}*0*P*>~`
  return `${head}GS*SM*BENCH*QUAYSIDE*20261122*1201*${n}*X*004010~${tenders.join('')}GE*${orders}*${n}~IEA*1*${control}~`
}

function tender(reference: string, control: string): string {
  const segments = [
    `ST*204*${control}`,
    `B2**QSID**${reference}**PP`,
    'B2A*00*LT',
    `L11*PO-${reference}*PO`,
    'N1*BT*Acme Shippers*ZZ*ACME-1',
    'S5*1*LD',
    'G62*37*20261126*I*0800',
    'N1*SF*Acme plant*ZZ*P1',
    'N4*Shanghai**200000*CN',
    'L5*1*Machine parts',
    'AT8*G*K*1200*10',
    'S5*2*UL',
    'G62*53*20261128*G*0800',
    'N1*ST*Acme shop*ZZ*S1',
    'N4*Suzhou**215000*CN',
  ]
  return `${segments.join('~')}~SE*${segments.length + 1}*${control}~`
}

/** Clock ticks of Linux are a hundredth of a second. */
const tickMs = 10

interface Process {
  parent: number
  ms: number
  /** Of children that ended. */
  childrenMs: number
}

async function processOf(pid: number): Promise<Process | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const number = (at: number) => Number(fields[at])
  if (fields.length < 15) return undefined
  return {
    parent: number(1),
    ms: (number(11) + number(12)) * tickMs,
    childrenMs: (number(13) + number(14)) * tickMs,
  }
}

/** The server that a backend belongs to, with all of its processes, those that ended too. */
async function postgresMs(backend: number): Promise<number> {
  const server = (await processOf(backend))?.parent ?? 0
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const processes = await Promise.all(pids.map(processOf))
  const children = processes.reduce((sum, one) => sum + (one?.parent === server ? one.ms : 0), 0)
  const own = await processOf(server)
  return children + (own?.ms ?? 0) + (own?.childrenMs ?? 0)
}
