import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { arch, cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { printMatchingBench } from '@quayside/matching/bench'
import { loadWorld } from '../apps/server/src/demo/index.ts'
import { associationRulesBench } from './association-rules.ts'
import { classification, multipliedPages } from './classification.ts'
import { customerDatabase, makeActors, sampleOf } from './customer-database.ts'
import { ediBench } from './edi.ts'
import { ediEnduranceBench } from './edi-endurance.ts'
import { ordersByEdi } from './edi-orders.ts'
import { forecastBench } from './forecast.ts'
import { generatorRows } from './generator.ts'
import { hugeImport } from './huge-import.ts'
import { importOfCustomers } from './import.ts'
import { lifetimeValueBench } from './lifetime-value.ts'
import { livingCompany } from './living.ts'
import { ordersByApi } from './orders.ts'
import { openScratch, type Scratch } from './scratch.ts'
import { shipmentsBench } from './shipments.ts'
import { inTime, neverInSilence } from './steps.ts'
import { figure, type Row, tableOf } from './table.ts'
import { webPages } from './web-pages.ts'
import { scrolling } from './web-smoothness.ts'
import { webhooksBench } from './webhooks.ts'

const { values } = parseArgs({
  options: {
    accounts: { type: 'string' },
    lines: { type: 'string' },
    seconds: { type: 'string', default: '8' },
    only: { type: 'string' },
    minutes: { type: 'string', default: '4' },
    times: { type: 'string', default: '10' },
    bytes: { type: 'string', default: '2147483648' },
  },
})
const accounts = Number(values.accounts ?? 1_000_000)
const lines = Number(values.lines ?? 10_000_000)
const parts = { customers, analyses, edi } as const
/** Pieces of the first part, for who works on the warehouse or on the screens. */
const pieces = {
  ...parts,
  requests,
  warehouse,
  multiplied,
  living,
  screens,
  orders,
  ediOrders,
  shipments,
  huge,
  webhooks,
} as const

console.log(
  `${cpus().length} cores (${cpus()[0]?.model.trim()}, ${arch()}), ${figure(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString()}\n`,
)
const bench = neverInSilence()
for (const [name, measure] of Object.entries(values.only === undefined ? parts : pieces))
  if (values.only === undefined || values.only === name) console.log(`${tableOf(await measure())}\n`)
printMatchingBench('../shared/data')
bench.ended()

/** The product over a generated company. */
async function customers(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    const { admin, owners } = await makeActors(scratch)
    const scale = { seed: 2026, customers: accounts, linesPerCustomer: lines / accounts }
    const loaded = await loadWorld(scratch.owner, scale, owners, new Date())
    return [
      ...generatorRows(loaded, lines),
      ...(await classification(scratch)),
      ...(await customerDatabase(scratch, admin, Number(values.seconds))),
      ...(await importOfCustomers(Math.min(accounts, 300_000))),
      ...(await screensOf(scratch, admin)),
    ]
  } finally {
    await scratch.close()
  }
}

/** The board over 50,000 open shipments, and the public tracking page. */
async function shipments(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    const { admin } = await makeActors(scratch)
    return await shipmentsBench(scratch, admin, Number(values.seconds))
  } finally {
    await scratch.close()
  }
}

/** Messages to a receiver on this machine. */
async function webhooks(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    const { admin } = await makeActors(scratch)
    return await webhooksBench(scratch, admin.id, 250)
  } finally {
    await scratch.close()
  }
}

async function screensOf(scratch: Scratch, admin: { email: string }): Promise<Row[]> {
  await inTime('building of the web pages', 300, builtWeb)
  return [
    ...(await webPages(scratch, admin, (await sampleOf(scratch.owner)).ids[0] ?? '')),
    ...(await scrolling(scratch, admin)),
  ]
}

/** Pages of today's sources: built where they changed. */
async function builtWeb(): Promise<void> {
  const build = fileURLToPath(new URL('../scripts/build-web.mjs', import.meta.url))
  const [code] = await once(spawn(process.execPath, [build], { stdio: 'inherit' }), 'exit')
  if (code !== 0) throw new Error('The web pages could not be built.')
}

/** What a browser makes of the pages. */
async function screens(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    const { admin, owners } = await makeActors(scratch)
    const scale = { seed: 2026, customers: accounts, linesPerCustomer: lines / accounts }
    await inTime('loading of the company', 3_600, () => loadWorld(scratch.owner, scale, owners, new Date()))
    return await screensOf(scratch, admin)
  } finally {
    await scratch.close()
  }
}

/** The warehouse and the pages of analysis over it. */
async function warehouse(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    const { owners } = await makeActors(scratch)
    const scale = { seed: 2026, customers: accounts, linesPerCustomer: lines / accounts }
    const loaded = await loadWorld(scratch.owner, scale, owners, new Date())
    const written = generatorRows(loaded, lines)
    process.stderr.write(`${written.map(({ what, measured }) => `${what}: ${measured}`).join('\n')}\n`)
    return [...written, ...(await classification(scratch))]
  } finally {
    await scratch.close()
  }
}

/** The pages of analysis over `--times` as many lines as are in the database. */
async function multiplied(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    const { owners } = await makeActors(scratch)
    await loadWorld(
      scratch.owner,
      { seed: 2026, customers: accounts, linesPerCustomer: lines / accounts },
      owners,
      new Date(),
    )
    return await multipliedPages(scratch, Number(values.times))
  } finally {
    await scratch.close()
  }
}

/** The pages of analysis as people open them while orders arrive, for so many `--minutes`. */
async function living(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    const { owners } = await makeActors(scratch)
    const scale = { seed: 2026, customers: accounts, linesPerCustomer: lines / accounts }
    await inTime('loading of the company', 600, () => loadWorld(scratch.owner, scale, owners, new Date()))
    return await livingCompany(scratch, Number(values.minutes))
  } finally {
    await scratch.close()
  }
}

/** Orders through the door, over the generated company. */
async function orders(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    const { admin, owners } = await makeActors(scratch)
    const scale = { seed: 2026, customers: accounts, linesPerCustomer: lines / accounts }
    await loadWorld(scratch.owner, scale, owners, new Date())
    return await ordersByApi(scratch, admin, Number(values.seconds))
  } finally {
    await scratch.close()
  }
}

/** Orders through the EDI centre, over the generated company. */
async function ediOrders(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    const { admin, owners } = await makeActors(scratch)
    // Of how many customers there are nothing here depends: without being told, few, so that it ends within three minutes.
    const customers = Number(values.accounts ?? 1_000)
    const scale = { seed: 2026, customers, linesPerCustomer: Number(values.lines ?? 10 * customers) / customers }
    await loadWorld(scratch.owner, scale, owners, new Date())
    return await ordersByEdi(scratch, admin, Number(values.seconds))
  } finally {
    await scratch.close()
  }
}

/** A file of `--bytes` through the import wizard. */
async function huge(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    return await hugeImport(scratch, Number(values.bytes))
  } finally {
    await scratch.close()
  }
}

/** The roads of the customer database over HTTP, alone. */
async function requests(): Promise<Row[]> {
  const scratch = await openScratch()
  try {
    const { admin, owners } = await makeActors(scratch)
    const scale = { seed: 2026, customers: accounts, linesPerCustomer: lines / accounts }
    await loadWorld(scratch.owner, scale, owners, new Date())
    return await customerDatabase(scratch, admin, Number(values.seconds))
  } finally {
    await scratch.close()
  }
}

/** The algorithms of packages/analytics, alone. */
async function analyses(): Promise<Row[]> {
  return [...(await associationRulesBench()), ...lifetimeValueBench(), ...forecastBench()]
}

/** packages/edi beside other libraries, and what it makes of long and of broken input. */
async function edi(): Promise<Row[]> {
  return [...(await ediBench()), ...ediEnduranceBench()]
}
