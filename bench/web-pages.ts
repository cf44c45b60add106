import { setTimeout } from 'node:timers/promises'
import { launch } from 'chrome-launcher'
import { browserToLaunch } from '../apps/web/e2e/browser.ts'
import { startProduct } from './child-server.ts'
import { machineWithChineseLetters } from './chinese-letters.ts'
import { signIn } from './customer-database.ts'
import { middleOf, sentenceOf, type Visit, type Visitor, visitOf } from './lighthouse-visit.ts'
import type { Scratch } from './scratch.ts'
import { inTime, rowsOf } from './steps.ts'
import type { Row } from './table.ts'

const least = 95
/** A page is drawn in somewhat different order each time: the middle of so many scores counts. */
const runs = 3
const secondsOfVisit = 120
/** A telephone or a desk has 汉字 of its own; few machines have none. */
const machines: readonly { visitor: Visitor; letters: boolean }[] = [
  { visitor: 'desktop', letters: true },
  { visitor: 'mobile', letters: true },
  { visitor: 'desktop', letters: false },
]

/** Lighthouse of the pages people live in, signed in, from the product's own server. */
export async function webPages(scratch: Scratch, actor: { email: string }, accountId: string): Promise<Row[]> {
  const product = await inTime('start of the product', 180, () =>
    startProduct(scratch.embedded.ownerUrl, scratch.dataDir, 'web,feeder'),
  )
  try {
    const cookie = await inTime('sign-in', 60, () => signIn(product.url, actor.email))
    await inTime('first filling of the warehouse', 600, () =>
      warehouseFilled(`${product.url}/api/accounts/${accountId}/service`, cookie),
    )
    return await scoresOfPages(product.url, cookie, accountId)
  } finally {
    await product.stop()
  }
}

/** The same from a server that is there already. */
async function scoresOfPages(url: string, cookie: string, accountId: string): Promise<Row[]> {
  const pages = { 'sign-in': '/sign-in', 'customer list': '/accounts', 'customer 360': `/accounts/${accountId}` }
  const withLetters = await machineWithChineseLetters()
  const rows: Row[] = []
  try {
    for (const [name, path] of Object.entries(pages))
      for (const { visitor, letters } of machines) {
        const what = `Lighthouse, ${name}, ${visitor}${letters ? '' : ' without 汉字'}`
        const headers: Record<string, string> = name === 'sign-in' ? {} : { Cookie: cookie }
        const machine = letters ? withLetters.environment : {}
        rows.push(
          ...(await rowsOf(what, runs * secondsOfVisit, () =>
            scoresOf(what, url + path, { headers, visitor, machine }),
          )),
        )
      }
  } finally {
    await withLetters.remove()
  }
  return rows
}

/** A browser of its own for each page, so that one that hangs takes no other with it. */
async function scoresOf(
  what: string,
  address: string,
  { headers, visitor, machine }: { headers: Record<string, string>; visitor: Visitor; machine: NodeJS.ProcessEnv },
): Promise<Row[]> {
  const { executablePath, args } = await browserToLaunch()
  const chrome = await launch({
    chromePath: executablePath,
    chromeFlags: [...args, '--headless'],
    envVars: { ...process.env, ...machine },
    handleSIGINT: false,
  })
  try {
    const visits: Visit[] = []
    for (let run = 1; run <= runs; run++)
      visits.push(
        await inTime(`${what}, visit ${run}`, secondsOfVisit, () => visitOf(address, chrome.port, headers, visitor)),
      )
    const visit = middleOf(visits)
    return [
      {
        what,
        measured: sentenceOf(visit),
        comparator: '',
        ratio: '',
        budget: `each ≥ ${least}`,
        met: visit.scores.every((one) => one >= least),
      },
    ]
  } finally {
    chrome.kill()
  }
}

/** Until the first copy is there the analyses answer 503, which a browser writes into its console. */
async function warehouseFilled(address: string, cookie: string): Promise<void> {
  const given = AbortSignal.timeout(600_000)
  while ((await fetch(address, { headers: { cookie }, signal: given })).status === 503) await setTimeout(500)
}
