import { faultsInPage } from './faults-in-page.ts'
import type { Forbidden } from './texts.ts'
import type { Seen } from './window.ts'

interface Axe {
  run: (
    root: Document,
    options: object,
  ) => Promise<{
    violations: { id: string; impact: string; help: string; nodes: { html: string; failureSummary?: string }[] }[]
  }>
}

/** An invitation without its code is refused, and says so. */
const expected: Readonly<Record<string, RegExp>> = { invitation: /422/ }

/** Goes to a page the way a link does, takes its picture and says what is wrong with it. */
export async function visit(
  seen: Seen,
  href: string,
  inside: boolean,
  forbidden: Forbidden,
  picture: string,
): Promise<string[]> {
  const { page } = seen
  const begun = inside && (await page.evaluate(() => document.querySelector('main') !== null).catch(() => false))
  if (begun)
    await page.evaluate((to) => {
      history.pushState({}, '', to)
      dispatchEvent(new PopStateEvent('popstate', { state: {} }))
    }, href)
  else await page.goto(href)
  await page.waitForFunction((path) => location.pathname === path, href.split('?')[0])
  await page
    .locator('h1')
    .first()
    .waitFor({ timeout: 30_000 })
    .catch(() => {})
  await seen.settled()
  await page.screenshot({ path: picture, type: 'jpeg', quality: 70, animations: 'disabled' })
  const complaints = seen.complaints().filter((one) => !expected[href.slice(1)]?.test(one))
  return [...complaints, ...(await page.evaluate(faultsInPage, forbidden)), ...(await barriers(seen))]
}

/** What axe calls serious or critical: names, contrast, order, keyboard. */
function barriers({ page }: Seen): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe }
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) =>
        nodes.slice(0, 3).map(({ html, failureSummary = '' }) => {
          const contrast = /contrast of [\d.]+ \([^)]*\)/.exec(failureSummary)?.[0] ?? ''
          return `axe ${id}: ${help} ${contrast} ${html.slice(0, 160)}`
        }),
      )
  })
}
