import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../../test/harness.ts'
import {
  aPartner,
  type EdiWorld,
  ediWorld,
  messagesOf,
  removeEdiFolder,
  tender,
  work,
  written,
  x12,
} from './for-tests.ts'
import { keepEdiFile } from './inbox/keep-file.ts'
import { readEdiFiles } from './inbox/read-together.ts'
import { takeInterchanges } from './take/take-interchange.ts'

const never = new AbortController().signal
const control = (n: number) => String(n + 1).padStart(4, '0')

async function aWorld(): Promise<EdiWorld & { warned: unknown[] }> {
  const world = await ediWorld(await testDatabase())
  onTestFinished(() => removeEdiFolder(world))
  await aPartner(world, { identifier: 'ACME' })
  const warned: unknown[] = []
  const keep = (...said: unknown[]) => void warned.push(said)
  const log = Object.assign(Object.create(world.context.log), { warn: keep, error: keep })
  return { ...world, context: { ...world.context, log }, warned }
}

/** Hands files in and does for all of them at once what jobs that are taken together do. */
async function handInTogether({ context, database, chief }: EdiWorld, texts: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  for (const [n, text] of texts.entries()) {
    const content = await context.files.put(Readable.from([Buffer.from(text)]), { limitBytes: 1e9 })
    const arrived = { way: 'http', name: `${n}.edi`, byId: chief.id } as const
    ids.push((await keepEdiFile(database, content, arrived, context.clock())) ?? '')
  }
  await readEdiFiles(context, ids, never)
  const { rows } = await database.owner.query<{ id: string }>(`select id from edi_interchanges where direction = 'in'`)
  await takeInterchanges(
    context,
    rows.map(({ id }) => id),
    async () => undefined,
  )
  return ids
}

const verdicts = async (world: EdiWorld, file?: string) =>
  (await messagesOf(world, file))
    .filter(({ direction }) => direction === 'in')
    .map((one) => `${one.status} ${one.outcome}`)

test('of a file of a hundred orders the faulty ones wait for a person, and the others are taken in one transaction', async () => {
  const world = await aWorld()
  const tenders = Array.from({ length: 100 }, (_, n) => tender(`LOAD-${n}`, control(n)))
  const change = (n: number, was: string, now: string) => {
    tenders[n] = tenders[n]?.replace(was, now) ?? ''
  }
  change(17, 'AT8*G*K*1200*10', 'AT8*G*K*-5*10')
  change(40, '20261126*I', '20261131*I')
  // The ninetieth bears the number of the first and says something else.
  tenders[90] = tender('LOAD-0', control(90))
  change(90, 'AT8*G*K*1200*10', 'AT8*G*K*1300*10')
  const [file] = await handInTogether(world, [x12(tenders, { kind: 'SM' })])
  const all = await messagesOf(world, file)
  const waiting = all.flatMap(({ status, reasons }, n) => (status === 'taken' ? [] : [[n, reasons[0]?.code]]))
  expect(waiting).toEqual([
    [17, 'negative'],
    [40, 'noSuchTime'],
    [90, 'orderKnown'],
  ])
  const { rows } = await world.database.owner.query(
    `select count(*)::int as orders, count(distinct xmin::text)::int as transactions from orders`,
  )
  expect(rows).toEqual([{ orders: 97, transactions: 1 }])
  expect(world.warned).toEqual([])
  expect((await written(world))[0]).toMatch(/AK9\*[AE]\*100\*100\*100~/)
})

test('files that come together are read, taken and acknowledged together, each in its own name', async () => {
  const world = await aWorld()
  const files = Array.from({ length: 12 }, (_, n) =>
    x12([tender(`LOAD-${n}`)], { control: String(n + 1), group: String(n + 1) }),
  )
  // A copy of the first, the number of the second around something else, and what is no EDI.
  files.push(files[0] ?? '', x12([tender('OTHER')], { control: '2', group: '2' }), 'Dear colleagues')
  const ids = await handInTogether(world, files)
  expect(await verdicts(world)).toEqual([...Array(12).fill('taken taken'), 'quarantined '])
  expect(await verdicts(world, ids[12])).toEqual([])
  const { rows } = await world.database.owner.query(
    `select count(*)::int as receipts, count(distinct control)::int as controls, count(distinct answers_id)::int as answered,
            count(distinct i.xmin::text)::int as transactions, max(control::int) as last
     from   edi_interchanges i where direction = 'out'`,
  )
  expect(rows).toEqual([{ receipts: 13, controls: 13, answered: 13, transactions: 1, last: 13 }])
  expect(world.warned).toEqual([])
  // What the jobs find that were sent for each file by itself: nothing.
  await work(world)
  expect((await written(world)).length).toBe(13)
})

test('a change stands behind its order, and before the next that bears its number', async () => {
  const world = await aWorld()
  const cancelled = tender('LOAD-1', '0002').replace('B2A*00*LT', 'B2A*01*LT')
  const others = Array.from({ length: 3 }, (_, n) => tender(`OTHER-${n}`, control(n + 2)))
  const [file] = await handInTogether(world, [x12([tender('LOAD-1'), cancelled, ...others])])
  expect(await verdicts(world, file)).toEqual(['taken taken', 'taken cancelled', ...Array(3).fill('taken taken')])
  const { rows } = await world.database.owner.query(`select reference, status from orders order by reference`)
  expect(rows.map(({ reference, status }) => `${reference} ${status}`)).toEqual([
    'LOAD-1 cancelled',
    ...[0, 1, 2].map((n) => `OTHER-${n} confirmed`),
  ])
})
