import { arch, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { printMatchingBench } from '@quayside/matching/bench'
import { classification } from './classification.ts'
import { customerDatabase, makeActors, sampleOf } from './customer-database.ts'
import { loadWorld } from './load-world.ts'
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
  const loaded = await loadWorld(scratch.owner, { accounts, linesPerAccount: lines / accounts }, owners, new Date())
  const rate = loaded.lines / loaded.copySeconds
  const rows: Row[] = [
    {
      what: `generator: ${figure(loaded.accounts)} accounts, ${figure(loaded.orders)} orders, ${figure(loaded.lines)} lines, ${figure(loaded.interactions)} interactions`,
      measured: `${figure(rate)} lines/s written with their accounts (${figure(loaded.copySeconds)} s; indexes and sums ${figure(loaded.finishSeconds)} s)`,
      comparator: '',
      ratio: '',
      budget: '≥ 200,000 lines/s',
      met: rate >= 200_000,
    },
    ...(await classification(scratch)),
    ...(await customerDatabase(scratch, admin, Number(values.seconds))),
    ...(await webPages(scratch, admin, (await sampleOf(scratch.owner)).ids[0] ?? '')),
  ]
  console.log(`${tableOf(rows)}\n`)
} finally {
  await scratch.close()
}
printMatchingBench('../shared/data')
