import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedIn, startWorld, type World } from './harness.ts'

const superstore = fileURLToPath(new URL('../../../../shared/data/superstore/superstore.csv', import.meta.url))
const hasData = existsSync(superstore)
if (!hasData) console.log('Not imported through the wizard: ../shared/data/superstore/superstore.csv is not here.')

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 300_000)
afterAll(() => world?.stop())

/** Longest wait for what must appear; a busy machine draws slowly. */
const look = { timeout: 60_000 }

test.skipIf(!hasData)(
  'a file of customers and orders goes through the wizard, and its 804 customers are classified',
  async () => {
    const { page, complaints } = await signedIn(world, 'admin')
    await page.goto('/imports')
    await page.locator('input[type=file]').setInputFiles(superstore)
    await page.getByRole('region', { name: 'Where each column goes' }).waitFor(look)
    await page.getByRole('textbox', { name: 'Currency' }).fill('USD')
    await page.getByRole('button', { name: 'Check every row' }).click()
    const run = page.getByRole('button', { name: 'Import 10,194 rows' })
    await run.waitFor(look)

    // Where it stands is the server's knowledge: a reload changes nothing.
    await page.reload()
    await run.click(look)
    await page.getByRole('link', { name: /^804\s*Customers created/ }).waitFor(look)
    await page.getByRole('link', { name: /^5,111\s*Orders created/ }).waitFor(look)
    await page.getByText(/^10,194\s*Lines created/).waitFor(look)

    await page.getByRole('button', { name: 'See who is A, B, C and D' }).click()
    await page.getByRole('region', { name: 'What shape is the customer pyramid?' }).waitFor(look)
    await page.goto('/classification?currency=USD')
    await page.getByText('804 customers with business').first().waitFor(look)
    await page.getByRole('grid', { name: 'Customers' }).getByRole('link').first().waitFor(look)
    expect(complaints).toEqual([])
  },
  240_000,
)

test('a file that is no table is refused with the reason', async () => {
  const { page } = await signedIn(world, 'admin')
  await page.goto('/imports')
  await page.locator('input[type=file]').setInputFiles({
    name: 'picture.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0xd, 0, 1]),
  })
  await page.getByRole('alert').filter({ hasText: 'picture.csv" was not taken' }).waitFor(look)
}, 120_000)

test('two customers that are one are found, merged, and taken apart again', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  const kept = await anAccount(page, 'Harbour Freight Partners Ltd')
  const other = await anAccount(page, 'Harbor Freight Partners Limited')
  await page.goto('/duplicates')
  await page.getByRole('button', { name: 'Scan every customer' }).click(look)
  await page.getByRole('button', { name: /Harbour Freight Partners Ltd.*Harbor Freight Partners Limited/s }).click(look)
  await page.getByRole('button', { name: /^Merge into C-/ }).click(look)
  const notice = page.getByRole('status').filter({ hasText: 'was merged into' })
  await notice.waitFor(look)
  await expect.poll(() => liveOnes(page, [kept, other])).toBe(1)

  await notice.getByRole('button', { name: 'Undo' }).click(look)
  await expect.poll(() => liveOnes(page, [kept, other])).toBe(2)
  await page.getByText('Merges', { exact: true }).click()
  await page.getByRole('grid', { name: 'Merges' }).getByText('Undone').first().waitFor(look)
  expect(complaints).toEqual([])
}, 120_000)

async function anAccount(page: Page, name: string): Promise<string> {
  const answer = await page.request.post('/api/accounts', {
    data: { kind: 'enterprise', name, phone: '+44 20 7946 0958' },
    headers: { origin: world.address, 'x-quayside-csrf': '1' },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  return ((await answer.json()) as { id: string }).id
}

/** How many of them still stand for themselves. */
async function liveOnes(page: Page, ids: readonly string[]): Promise<number> {
  const records = await Promise.all(ids.map(async (id) => (await page.request.get(`/api/accounts/${id}`)).json()))
  return records.filter((one: { id?: string; mergedInto?: string | null }) => one.id && one.mergedInto === null).length
}
