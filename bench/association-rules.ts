import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { associationRules, type Baskets, basketsFromColumns, codeBaskets, frequentItemsets } from '@quayside/analytics'
import fpgrowth from 'node-fpgrowth'
import { figure, type Row, tableOf } from './table.ts'
import { cpuSince, timed } from './timed.ts'

const groceriesFile = new URL('../../shared/data/groceries/groceries_basket.csv', import.meta.url)

/** Association rules over a million generated baskets, and beside node-fpgrowth on Groceries, where that is installed. */
export async function associationRulesBench(): Promise<Row[]> {
  return [millionBaskets(generatedBaskets(1_000_000, 1000)), ...(await groceriesBeside())]
}

function millionBaskets(baskets: Baskets): Row {
  const { result, milliseconds, cpu } = timed(() =>
    associationRules(baskets, { support: 0.001, confidence: 0.5, dropRedundant: true, significance: 0.01 }),
  )
  const rules = result.ok ? `${figure(result.rules.length)} rules of ${figure(result.tested)} tested` : result.reason
  const memory = figure(process.memoryUsage().rss / 2 ** 20)
  return {
    what: `association, ${figure(baskets.starts.length - 1)} baskets × ${figure(baskets.itemCount)} items, ${figure(baskets.items.length)} entries, at 0.1 %`,
    measured: `${figure(milliseconds)} ms (CPU ${figure(cpu)} ms), ${rules}, ${memory} MiB resident`,
    comparator: '',
    ratio: '',
    budget: '≤ 5 s',
    met: milliseconds <= 5000,
  }
}

async function groceriesBeside(): Promise<Row[]> {
  if (!existsSync(groceriesFile)) {
    console.warn('skipped: Groceries are not beside the project, so node-fpgrowth is not compared')
    return []
  }
  const text = readFileSync(groceriesFile, 'utf8')
  const lists = text.split('\n').flatMap((line) => (line ? [line.split(',')] : []))
  // Its support is a share too; it takes labels as they are, so ours includes coding them.
  const theirs: number[] = []
  let theirCount = 0
  for (let run = 0; run < 3; run++) {
    const start = process.cpuUsage()
    const itemsets = await new fpgrowth.FPGrowth<string>(0.001).exec(lists)
    theirs.push(cpuSince(start))
    theirCount = itemsets.length
  }
  const ours: number[] = []
  let ourCount = 0
  for (let run = 0; run < 9; run++) {
    const { result, cpu } = timed(() => frequentItemsets(codeBaskets(lists), { support: 0.001 }))
    ours.push(cpu)
    ourCount = result.ok ? result.itemsets.size : 0
  }
  const [our, their] = [median(ours), median(theirs)]
  return [
    {
      what: 'association, frequent sets of Groceries at 0.1 %',
      measured: `CPU ${figure(our, 1)} ms (median of 9), ${figure(ourCount)} sets`,
      comparator: `node-fpgrowth: CPU ${figure(their, 1)} ms, ${figure(theirCount)} sets`,
      ratio: `${figure(their / our, 1)} ×`,
      budget: 'faster',
      met: our < their,
    },
  ]
}

/** Baskets of about nine items, some popular, some bought together: 300 patterns of 2–5 items among which the first are the most usual. */
function generatedBaskets(count: number, items: number): Baskets {
  let state = 42
  // mulberry32
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const anItem = () => Math.floor(items * uniform() ** 2)
  const patterns = Array.from({ length: 300 }, () => Array.from({ length: 2 + Math.floor(uniform() * 4) }, anItem))
  const [basketOf, itemOf] = [new Int32Array(count * 14), new Int32Array(count * 14)]
  let size = 0
  for (let basket = 0; basket < count; basket++) {
    const wanted = Math.min(60, 1 + Math.floor(-8 * Math.log(1 - uniform())))
    for (let held = 0; held < wanted; ) {
      const bought = uniform() < 0.5 ? [anItem()] : (patterns[Math.floor(300 * uniform() ** 2)] ?? [])
      for (const item of bought) {
        if (bought.length > 1 && uniform() > 0.8) continue
        basketOf[size] = basket
        itemOf[size++] = item
        held++
      }
    }
  }
  return basketsFromColumns(basketOf.subarray(0, size), itemOf.subarray(0, size))
}

const median = (values: number[]) => values.sort((one, other) => one - other)[values.length >> 1] as number

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(tableOf(await associationRulesBench()))
