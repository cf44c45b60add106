import { setTimeout } from 'node:timers/promises'
import sparticuz from '@sparticuz/chromium'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { startProduct } from './child-server.ts'
import { signIn } from './customer-database.ts'
import type { Scratch } from './scratch.ts'
import type { Row } from './table.ts'

const least = 95
/** A page is drawn in somewhat different order each time: the middle of so many scores counts. */
const runs = 3
/** In one process the painting of the page cannot be followed, and the score of its speed is missing. */
const unlikePeople = new Set(['--single-process', '--no-zygote', '--disable-web-security'])

/** Lighthouse (desktop) of the pages people live in, signed in, from the product's own server. */
export async function webPages(scratch: Scratch, actor: { email: string }, accountId: string): Promise<Row[]> {
  const product = await startProduct(scratch.embedded.ownerUrl, scratch.dataDir, 'web,feeder')
  const chrome = await launch({
    chromePath: await sparticuz.executablePath(),
    chromeFlags: [...sparticuz.args.filter((one) => !unlikePeople.has(one)), '--headless'],
  })
  try {
    const cookie = await signIn(product.url, actor.email)
    await warehouseFilled(`${product.url}/api/accounts/${accountId}/service`, cookie)
    const pages = { 'sign-in': '/sign-in', 'customer list': '/accounts', 'customer 360': `/accounts/${accountId}` }
    const rows: Row[] = []
    for (const [name, path] of Object.entries(pages)) {
      const headers: Record<string, string> = name === 'sign-in' ? {} : { Cookie: cookie }
      const seen: number[][] = []
      for (let run = 0; run < runs; run++) seen.push(await scoresOf(`${product.url}${path}`, chrome.port, headers))
      const scores = [0, 1, 2].map(
        (at) => seen.map((one) => one[at] ?? 0).sort((one, other) => one - other)[runs >> 1] ?? 0,
      )
      rows.push({
        what: `Lighthouse, ${name}`,
        measured: `performance ${scores[0]}, accessibility ${scores[1]}, best practices ${scores[2]}`,
        comparator: '',
        ratio: '',
        budget: `each ≥ ${least}`,
        met: scores.every((one) => one >= least),
      })
    }
    return rows
  } finally {
    chrome.kill()
    await product.stop()
  }
}

/** Until the first copy is there the analyses answer 503, which a browser writes into its console. */
async function warehouseFilled(address: string, cookie: string): Promise<void> {
  const given = AbortSignal.timeout(600_000)
  while ((await fetch(address, { headers: { cookie }, signal: given })).status === 503) await setTimeout(500)
}

/** Performance, accessibility and best practices of one visit, 0 to 100. */
async function scoresOf(address: string, port: number, extraHeaders: Record<string, string>): Promise<number[]> {
  const result = await lighthouse(
    address,
    { port, output: 'json', logLevel: 'error', extraHeaders, disableStorageReset: true },
    {
      extends: 'lighthouse:default',
      settings: {
        formFactor: 'desktop',
        screenEmulation: { mobile: false, width: 1440, height: 900, deviceScaleFactor: 1, disabled: false },
        throttlingMethod: 'provided',
        onlyCategories: ['performance', 'accessibility', 'best-practices'],
      },
    },
  )
  return ['performance', 'accessibility', 'best-practices'].map((name) =>
    Math.round((result?.lhr.categories[name]?.score ?? 0) * 100),
  )
}
