import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { EdiSettings, type EdiStandard } from '@quayside/contract'
import type { z } from 'zod'
import { afterEveryFile, anAccount, aUser, type TestDatabase, testFiles } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import type { JobContext } from '../../platform/jobs/index.ts'
import { runJob } from '../../platform/jobs/run-job.ts'
import { silentLog } from '../../platform/log.ts'
import { keepEdiFile } from './inbox/keep-file.ts'
import { ediJobs } from './index.ts'

export interface EdiWorld {
  database: TestDatabase
  context: JobContext
  chief: User
  account: { id: Id; name: string }
}

/** A company that does EDI: somebody who may take orders, and a customer. */
export async function ediWorld(database: TestDatabase, now = () => new Date()): Promise<EdiWorld> {
  const chief = await aUser(database)
  const account = await writeAsOwner(database, (tx) => anAccount(tx))
  const ediFolder = join(tmpdir(), `quayside-edi-${database.name}`)
  folders.add(ediFolder)
  const context = {
    database,
    files: testFiles(database),
    clock: now,
    log: silentLog,
    secret: 'secret of tests',
    ediFolder,
  }
  return { database, context, chief, account }
}
const folders = new Set<string>()
afterEveryFile(async () => {
  await Promise.all([...folders].map((folder) => rm(folder, { recursive: true, force: true })))
  folders.clear()
})

export const removeEdiFolder = ({ context }: EdiWorld) => rm(context.ediFolder ?? '', { recursive: true, force: true })

export interface SomePartner {
  identifier: string
  qualifier?: string
  ourId?: string
  standard?: EdiStandard
  accountId?: Id | null
  settings?: z.input<typeof EdiSettings>
  name?: string
  active?: boolean
  actsAs?: Id
}

export async function aPartner({ database, chief, account }: EdiWorld, some: SomePartner): Promise<Id> {
  const id = newId()
  const { identifier, qualifier = '', ourId = 'QUAYSIDE', standard = 'x12', name = identifier } = some
  await database.owner.query(
    `insert into edi_partners (id, name, kind, account_id, standard, our_id, acts_as, active, settings, created_at, updated_at)
     values ($1, $2, 'customer', $3, $4, $5, $6, $7, $8, '2020-01-01', now())`,
    [
      id,
      name,
      some.accountId === undefined ? account.id : some.accountId,
      standard,
      ourId,
      some.actsAs ?? chief.id,
      some.active ?? true,
      JSON.stringify(EdiSettings.parse(some.settings ?? {})),
    ],
  )
  await database.owner.query(
    `insert into edi_identities (partner_id, level, qualifier, identifier) values ($1, 'interchange', $2, $3)`,
    [id, qualifier, identifier],
  )
  return id
}

/** Hands in a file as a partner's program does, and does all the work that follows. */
export async function handIn(world: EdiWorld, text: string | Uint8Array, name = 'test.edi'): Promise<Id> {
  const { context, chief, database } = world
  const content = await context.files.put(Readable.from([Buffer.from(text)]), { limitBytes: 1e9 })
  const id = await keepEdiFile(database, content, { way: 'http', name, byId: chief.id }, context.clock())
  await work(world)
  return id as Id
}

/** Does what waits in the queue, until nothing does; what shall be done later is left. */
export async function work(
  { database, context }: EdiWorld,
  names: readonly string[] = ediJobs.map(({ name }) => name),
): Promise<void> {
  for (;;) {
    const { rows } = await database.owner.query<{ id: Id; name: string; data: unknown }>(
      `update pgboss.job set state = 'completed', started_on = now(), completed_on = now()
       where id in (select id from pgboss.job where state = 'created' and name = any ($1) and start_after <= now() order by created_on limit 1)
       returning id, name, data`,
      [names],
    )
    const [taken] = rows
    if (!taken) return
    const job = ediJobs.find(({ name }) => name === taken.name)
    if (!job) throw new Error(`No job is called ${taken.name}.`)
    await runJob(job, { ...taken, retryCount: 0, retryLimit: 0 }, context, new AbortController().signal)
  }
}

export interface SeenMessage {
  id: Id
  type: string
  direction: string
  status: string
  outcome: string
  reference: string
  reasons: { code: string; zh: string; en: string }[]
  order_id: Id | null
  verdict: string
}

export async function messagesOf({ database }: EdiWorld, fileId?: Id): Promise<SeenMessage[]> {
  const { rows } = await database.owner.query<SeenMessage>(
    `select m.id, m.type, m.direction, m.status, m.outcome, m.reference, m.reasons, m.order_id, m.verdict
     from   edi_messages m join edi_interchanges i on i.id = m.interchange_id
     where  $1::uuid is null or i.file_id = $1 order by m.received_at, i.id, m.position`,
    [fileId ?? null],
  )
  return rows
}

/** What we wrote, newest last, as lines. */
export async function written({ database, context }: EdiWorld): Promise<string[]> {
  const { rows } = await database.owner.query<{ sha256: string }>(
    `select f.sha256 from edi_interchanges i join edi_files f on f.id = i.file_id where i.direction = 'out' order by i.received_at, i.id`,
  )
  return Promise.all(
    rows.map(async ({ sha256 }) => {
      const chunks: Buffer[] = []
      for await (const chunk of context.files.read(sha256)) chunks.push(chunk as Buffer)
      return Buffer.concat(chunks).toString()
    }),
  )
}

interface X12Options {
  sender?: string
  receiver?: string
  control?: string
  group?: string
  kind?: string
  test?: boolean
}

/** An X12 interchange around messages, with counts and control numbers that are right. */
export function x12(messages: readonly string[], options: X12Options = {}): string {
  const {
    sender = 'ACME',
    receiver = 'QUAYSIDE',
    control = '000000001',
    group = '1',
    kind = 'SM',
    test = false,
  } = options
  const isa = `ISA*00*          *00*          *ZZ*${sender.padEnd(15)}*ZZ*${receiver.padEnd(15)}*261122*1201*U*00401*${control.padStart(9, '0')}*0*${test ? 'T' : 'P'}*>~`
  return `${isa}GS*${kind}*${sender}*${receiver}*20261122*1201*${group}*X*004010~${messages.join('')}GE*${messages.length}*${group}~IEA*1*${control.padStart(9, '0')}~`
}

/** A transaction set around segments. */
export function transaction(type: string, control: string, segments: readonly string[]): string {
  return [`ST*${type}*${control}`, ...segments, `SE*${segments.length + 2}*${control}`].map((one) => `${one}~`).join('')
}

/** A load tender as carriers get it. */
export const tender = (reference: string, control = '0001', more: readonly string[] = []): string =>
  transaction('204', control, [
    `B2**QSID**${reference}**PP`,
    'B2A*00*LT',
    `L11*PO-${reference}*PO`,
    'N1*BT*Acme Shippers*ZZ*ACME-1',
    'S5*1*LD',
    'G62*37*20261126*I*0800',
    'G62*38*20261126*K*1200',
    'N1*SF*Acme plant*ZZ*P1',
    'N3*1 Dock Road',
    'N4*Shanghai**200000*CN',
    'L5*1*Machine parts',
    'AT8*G*K*1200*10',
    'S5*2*UL',
    'G62*53*20261128*G*0800',
    'N1*ST*Acme shop*ZZ*S1',
    'N4*Suzhou**215000*CN',
    ...more,
  ])

/** An EDIFACT interchange around messages. */
export function edifact(
  messages: readonly string[],
  { sender = 'ACME', receiver = 'QUAYSIDE', control = '1' } = {},
): string {
  return `UNB+UNOC:3+${sender}:14+${receiver}:14+261122:1201+${control}'${messages.join('')}UNZ+${messages.length}+${control}'`
}
export function message(type: string, control: string, segments: readonly string[]): string {
  return [`UNH+${control}+${type}:D:96A:UN`, ...segments, `UNT+${segments.length + 2}+${control}`]
    .map((one) => `${one}'`)
    .join('')
}
