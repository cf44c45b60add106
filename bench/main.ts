import { arch, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { printMatchingBench } from '@quayside/matching/bench'
import { loadWorld } from '../apps/server/src/demo/index.ts'
import { classification } from './classification.ts'
import { customerDatabase, makeActors, sampleOf } from './customer-database.ts'
import { generatorRows } from './generator.ts'
import { importOfCustomers } from './import.ts'
import { openScratch } from './scratch.ts'
import { figure, type Row, tableOf } from './table.ts'
import { webPages } from './web-pages.ts'

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '1000000' },
    lines: { type: 'string', default: '10000000' },
    seconds: { type: 'string', default: '8' },
  },
})
const accounts = Number(values.accounts)
const lines = Number(values.lines)

console.log(
  `${cpus().length} cores (${cpus()[0]?.model.trim()}, ${arch()}), ${figure(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString()}\n`,
)
const scratch = await openScratch()
try {
  const { admin, owners } = await makeActors(scratch)
  const scale = { seed: 2026, customers: accounts, linesPerCustomer: lines / accounts }
  const loaded = await loadWorld(scratch.owner, scale, owners, new Date())
  const rows: Row[] = [
    ...generatorRows(loaded, lines),
    ...(await classification(scratch)),
    ...(await customerDatabase(scratch, admin, Number(values.seconds))),
    ...(await importOfCustomers(Math.min(accounts, 300_000))),
    ...(await webPages(scratch, admin, (await sampleOf(scratch.owner)).ids[0] ?? '')),
  ]
  console.log(`${tableOf(rows)}\n`)
} finally {
  await scratch.close()
}
printMatchingBench('../shared/data')
