import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EdiReader, type Interchange } from '@quayside/edi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness.ts'
import { writeAs, writeAsOwner } from '../../platform/database.ts'
import { openShipment } from '../shipments/index.ts'
import {
  aPartner,
  type EdiWorld,
  ediWorld,
  handIn,
  messagesOf,
  removeEdiFolder,
  type SeenMessage,
  work,
} from './for-tests.ts'
import { lockToMend, replay } from './mend/replay.ts'

const folder = fileURLToPath(new URL('../../../../../../shared/data/edi/', import.meta.url))
const hasFiles = existsSync(`${folder}manifest.csv`)
if (!hasFiles) console.warn('Skipped: ../shared/data/edi is not here, so real EDI files are not tried.')

const wanted = /^(204|214|850|856|940|990|997|ORDERS|DESADV|INVOIC|IFTMIN|IFTSTA)$/

let world: EdiWorld
beforeAll(async () => {
  world = await ediWorld(await testDatabase(), () => new Date('2026-11-22T08:00:00Z'))
})
afterAll(() => removeEdiFolder(world))

/** Of each file that holds a message of the wanted types, as its manifest says. */
function realFiles(): { file: string; bytes: Buffer }[] {
  const lines = readFileSync(`${folder}manifest.csv`, 'utf8').trim().split(/\r?\n/).slice(1)
  return lines
    .map((line) => line.split(','))
    .filter(([, , types = '']) => types.split('+').some((type) => wanted.test(type)))
    .map(([file = '']) => ({ file, bytes: readFileSync(folder + file) }))
}

function interchangesOf(bytes: Buffer): Interchange[] {
  const found: Interchange[] = []
  const reader = new EdiReader({ interchange: (one) => found.push(one) })
  reader.push(bytes)
  reader.end()
  return found
}

/** Whoever speaks in a file becomes a partner who places orders for the customer of the test. */
async function knowEverybody(files: readonly { bytes: Buffer }[]): Promise<void> {
  const known = new Set<string>()
  for (const { sender, receiver, standard } of files.flatMap(({ bytes }) => interchangesOf(bytes))) {
    if (sender.id === '' || known.has(sender.id)) continue
    known.add(sender.id)
    const settings = {
      test: true,
      currency: 'USD',
      acknowledge: standard === 'x12' ? ('997' as const) : ('CONTRL' as const),
    }
    await aPartner(world, { identifier: sender.id, ourId: receiver.id || 'QUAYSIDE', standard, settings })
  }
}

/** Samples of one program write to whoever; here all of that is us. */
async function addressAs(interchanges: readonly Interchange[]): Promise<void> {
  for (const { sender, receiver } of interchanges)
    await world.database.owner.query(
      `update edi_partners p set our_id = $2 from edi_identities i where i.partner_id = p.id and i.identifier = $1 and $2 <> ''`,
      [sender.id, receiver.id],
    )
}

/** Samples bear the same control numbers again and again: a person says that each is new. */
async function insist(fileId: string): Promise<void> {
  for (const { id, reasons } of await messagesOf(world, fileId))
    if (reasons[0]?.code === 'controlRepeated')
      await writeAs(world.database, world.chief.id, async (tx) =>
        replay(tx, world.chief, await lockToMend(tx, id), world.context.clock(), 'asked'),
      )
  await work(world)
}

test.runIf(hasFiles)(
  'every real message becomes an order, a milestone, a bill or an answer, or waits with a sentence in both languages',
  async () => {
    const files = realFiles()
    expect(files.length).toBeGreaterThan(80)
    await knowEverybody(files)
    const seen: (SeenMessage & { file: string })[] = []
    for (const { file, bytes } of files) {
      await addressAs(interchangesOf(bytes))
      const id = await handIn(world, bytes, file.slice(-100))
      await insist(id)
      seen.push(...(await messagesOf(world, id)).map((message) => ({ ...message, file })))
    }
    const left = seen.filter(({ status }) => !['taken', 'quarantined'].includes(status))
    expect(left).toEqual([])
    const mute = seen.filter(
      ({ status, reasons }) =>
        status === 'quarantined' && !reasons.some(({ zh, en }) => /\p{Script=Han}/u.test(zh ?? '') && en.length > 20),
    )
    expect(mute.map(({ file, type, reasons }) => [file, type, reasons])).toEqual([])
    expect(seen.flatMap(({ file, reasons }) => (reasons.some(({ code }) => code === 'broke') ? [file] : []))).toEqual(
      [],
    )
    const tally = new Map<string, number>()
    for (const { type, status, outcome, reasons } of seen.filter(({ type }) => wanted.test(type))) {
      const what = `${type} ${status === 'taken' ? outcome : reasons[0]?.code}`
      tally.set(what, (tally.get(what) ?? 0) + 1)
    }
    if (process.env.EDI_TALLY) console.log(Object.fromEntries([...tally].sort()))
    const taken = seen.filter(({ status }) => status === 'taken')
    expect(taken.filter(({ order_id }) => order_id).length).toBeGreaterThanOrEqual(8)
  },
  120_000,
)

test.runIf(hasFiles)('a shipment that real status messages speak of gets their milestones', async () => {
  const files = realFiles().filter(({ bytes }) => bytes.includes('AT7'))
  const ours = await ediWorld(await testDatabase(), () => new Date('2026-11-22T08:00:00Z'))
  world = ours
  await knowEverybody(files)
  for (const { bytes } of files)
    for (const [, value = ''] of bytes.toString('latin1').matchAll(/B10.([^*~+|]+)/g))
      await writeAsOwner(ours.database, (tx) =>
        openShipment(
          tx,
          null,
          { accountId: ours.account.id, mode: 'road', references: [{ kind: 'pro', value }] },
          new Date('2000-01-01'),
        ),
      )
  const outcomes: string[] = []
  for (const { bytes } of files)
    outcomes.push(
      ...(await messagesOf(ours, await handIn(ours, bytes))).map(
        ({ outcome, reasons }) => outcome || (reasons[0]?.code ?? ''),
      ),
    )
  expect(outcomes).toContain('milestone')
})
