import sparticuz from '@sparticuz/chromium'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { startProduct } from './child-server.ts'
import { signIn } from './customer-database.ts'
import type { Scratch } from './scratch.ts'
import type { Row } from './table.ts'

const least = 95

/** Lighthouse (desktop) of the pages people live in, signed in, from the product's own server. */
export async function webPages(scratch: Scratch, actor: { email: string }, accountId: string): Promise<Row[]> {
  const product = await startProduct(scratch.embedded.ownerUrl, scratch.dataDir, 'web')
  const chrome = await launch({
    chromePath: await sparticuz.executablePath(),
    chromeFlags: [...sparticuz.args, '--headless'],
  })
  try {
    const cookie = await signIn(product.url, actor.email)
    const pages = { 'sign-in': '/sign-in', 'customer list': '/accounts', 'customer 360': `/accounts/${accountId}` }
    const rows: Row[] = []
    for (const [name, path] of Object.entries(pages)) {
      const result = await lighthouse(
        `${product.url}${path}`,
        {
          port: chrome.port,
          output: 'json',
          logLevel: 'error',
          extraHeaders: name === 'sign-in' ? {} : { Cookie: cookie },
          disableStorageReset: true,
        },
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
      const score = (category: string) => Math.round((result?.lhr.categories[category]?.score ?? 0) * 100)
      const scores = [score('performance'), score('accessibility'), score('best-practices')]
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
