import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedIn, startWorld, type World } from './harness.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 300_000)
afterAll(() => world?.stop())

/** Longest wait for what must appear; a busy machine draws slowly. */
const look = { timeout: 60_000 }
const headers = () => ({ origin: world.address, 'x-quayside-csrf': '1' })

async function made(page: Page, path: string, data: Record<string, unknown>): Promise<{ id: string }> {
  const answer = await page.request.post(`/api${path}`, { data, headers: headers() })
  if (!answer.ok()) throw new Error(await answer.text())
  return (await answer.json()) as { id: string }
}
const read = async (page: Page, path: string) => (await page.request.get(`/api${path}`)).json()

test('a saved analysis of all customers, opened by a colleague who sees his own, tells his figures and says so', async () => {
  const [boss, seller] = [await signedIn(world, 'admin'), await signedIn(world, 'sales')]
  const { rows } = await read(boss.page, '/accounts?limit=1&sort=-amount')
  const ownerId = rows[0].owner.id as string
  const asked = { analysis: 'classification', period: 'all', shared: 'all' }
  const share = (name: string, filter: object) =>
    made(boss.page, '/analysis-views', { ...asked, name, place: filter, question: { measure: 'amount', ...filter } })
  const [everybody, somebodyElse] = [await share('All', {}), await share('Hers', { ownerId })]
  const basis = (page: Page) => page.locator('.analysis-basis').innerText(look)
  const linesIn = (text: string) => Number(/([\d,]+) order lines/.exec(text)?.[1]?.replaceAll(',', ''))

  for (const { page } of [boss, seller]) await page.goto(`/classification?view=${everybody.id}`)
  const [all, some] = [await basis(boss.page), await basis(seller.page)]
  expect([all, some].map((text) => /your (customers|team) alone/.test(text))).toEqual([false, true])
  expect(linesIn(some)).toBeGreaterThan(0)
  expect(linesIn(some)).toBeLessThan(linesIn(all))

  await seller.page.goto(`/classification?view=${somebodyElse.id}`)
  await seller.page.getByText('what others’ customers ordered is not here').waitFor(look)
  expect(linesIn(await basis(seller.page))).toBe(0)
  expect([boss.complaints, seller.complaints]).toEqual([[], []])
}, 180_000)
