import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { APIRequestContext } from 'playwright-core'
import { startWorld } from '../e2e/world.ts'
import { openWindow, signIn } from './window.ts'

/** The pictures of the READMEs, taken anew from the demonstration: `npm run pictures`. */
const folder = fileURLToPath(new URL('../../../docs/images', import.meta.url))
const shots = [
  { name: 'customer-360', href: (first: string) => `/accounts/${first}` },
  { name: 'classification', href: () => '/classification' },
]

const world = await startWorld()
try {
  for (const language of ['zh-CN', 'en'] as const) {
    const seen = await openWindow(world.browser, world.address, { who: 'admin', width: 1440, theme: 'light', language })
    await signIn(seen.page.context(), world.address, 'admin')
    const first = await assessed(seen.page.context().request)
    await seen.page.setViewportSize({ width: 1440, height: 900 })
    for (const { name, href } of shots) {
      await seen.page.goto(href(first))
      await seen.page.locator('h1').first().waitFor()
      await seen.page.locator('.q-chart svg').first().waitFor()
      await seen.settled()
      await seen.page.evaluate(() => document.fonts.ready.then(() => undefined))
      const file = join(folder, `${name}.${language}.png`)
      await seen.page.screenshot({ path: file, animations: 'disabled' })
      console.log(`${file}: ${Math.round(statSync(file).size / 1024)} kB`)
    }
    await seen.close()
  }
} finally {
  await world.stop()
}

/** The largest customer, once the analyses of the first minutes have said what he is. */
async function assessed(request: APIRequestContext): Promise<string> {
  const until = Date.now() + 300_000
  while (Date.now() < until) {
    const answer = await request.get('/api/accounts?limit=1&sort=-amount')
    const { rows } = (await answer.json()) as { rows: { id: string; tier: string | null; health: number | null }[] }
    const first = rows[0]
    if (first && first.tier !== null && first.health !== null) return first.id
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  throw new Error('The customers of the demonstration were not assessed.')
}
