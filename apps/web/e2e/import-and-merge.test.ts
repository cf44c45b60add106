import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedIn, startWorld, type World } from './harness.ts'

const superstore = fileURLToPath(new URL('../../../../shared/data/superstore/superstore.csv', import.meta.url))
const hasData = existsSync(superstore)
const workbook = fileURLToPath(new URL('../../../../shared/data/brunel/brunel-logistics.xlsx', import.meta.url))
const hasWorkbook = existsSync(workbook)
if (!hasData) console.log('Not imported through the wizard: ../shared/data/superstore/superstore.csv is not here.')
if (!hasWorkbook) console.log('No sheet chosen: ../shared/data/brunel/brunel-logistics.xlsx is not here.')

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

    await page.getByRole('button', { name: 'Make this the tier' }).click()
    await page.getByRole('button', { name: 'Use it' }).click(look)
    await expect.poll(() => tierOfBest(page), look).toBe('A')
    expect(complaints).toEqual([])
  },
  240_000,
)

test.skipIf(!hasWorkbook)(
  'of a workbook the sheet with the orders is chosen, and each sheet is mapped anew',
  async () => {
    const { page, complaints } = await signedIn(world, 'admin')
    await page.goto('/imports')
    await page.locator('input[type=file]').setInputFiles(workbook)
    await page.getByRole('combobox', { name: 'Sheet' }).click(look)
    await page.getByTitle('OrderList', { exact: true }).click()
    await page.getByText('11 of 14 columns used').waitFor(look)
    await page.getByRole('button', { name: 'Check every row' }).click()
    await page.getByRole('button', { name: 'Import 9,215 rows' }).waitFor(look)
    expect(complaints).toEqual([])
  },
  120_000,
)

test('an import is mended in the grid, stopped, taken up again, and undone whole', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  await page.goto('/imports')
  await page.locator('input[type=file]').setInputFiles({
    name: 'kunden.csv',
    mimeType: 'text/csv',
    // So many that it can be stopped on the way, however fast the machine.
    buffer: Buffer.from(customerList(16_000)),
  })
  await page.getByRole('region', { name: 'Where each column goes' }).waitFor(look)
  await page.getByText('Import', { exact: true }).last().click()
  await page.getByRole('button', { name: 'Check every row' }).click()
  await page.getByRole('textbox', { name: 'Row 4, name' }).fill('Werft am Nordufer GmbH', look)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Import 16,000 rows' }).click(look)
  await page.getByRole('button', { name: 'Cancel' }).click(look)
  await page.getByText('The import was stopped').waitFor(look)

  await page.reload()
  await page.getByRole('button', { name: 'Go on importing' }).click(look)
  await expect.poll(() => created(page), { timeout: look.timeout, interval: 100 }).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Cancel' }).click(look)
  await page.getByText('The import was stopped').waitFor(look)
  const made = await created(page)
  expect(await countOf(page, 'Werft am Nordufer')).toBe(1)

  await page.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByRole('button', { name: 'Undo', exact: true }).click(look)
  await page.getByText(`Removed ${made.toLocaleString('en')}, restored 0`).waitFor(look)
  expect(await countOf(page, 'Werft am Nordufer')).toBe(0)
  expect(complaints).toEqual([])
}, 180_000)

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
  await expect.poll(() => liveOnes(page, [kept, other]), look).toBe(1)

  await notice.getByRole('button', { name: 'Undo' }).click(look)
  await expect.poll(() => liveOnes(page, [kept, other]), look).toBe(2)
  await page.getByText('Merges', { exact: true }).click()
  await page.getByRole('grid', { name: 'Merges' }).getByText('Undone').first().waitFor(look)
  expect(complaints).toEqual([])
}, 120_000)

test('a pair judged to be two customers leaves the list, and comes back when that was a mistake', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  await anAccount(page, 'Lantern Bay Cold Stores Ltd')
  await anAccount(page, 'Lantern Bay Cold Store Limited')
  await page.goto('/duplicates')
  await page.getByRole('button', { name: 'Scan every customer' }).click(look)
  const pair = page.getByRole('button', { name: /Lantern Bay Cold Store.*Lantern Bay Cold Store/s })
  await pair.click(look)
  await page.getByRole('button', { name: 'Two customers' }).click(look)
  const notice = page.getByRole('status').filter({ hasText: 'two different customers' })
  await notice.waitFor(look)
  await expect.poll(() => pair.count(), look).toBe(0)

  await notice.getByRole('button', { name: 'Undo' }).click(look)
  await pair.waitFor(look)
  expect(complaints).toEqual([])
}, 120_000)

/** Names nobody takes for one another; the third is missing. */
function customerList(rows: number): string {
  const nameOf = (at: number) => `${createHash('sha256').update(`${at}`).digest('base64url').slice(0, 16)} GmbH`
  const lines = Array.from({ length: rows }, (_, at) => `K${at},${at === 2 ? '' : nameOf(at)}`)
  return ['customer no,name', ...lines].join('\n')
}

/** How many customers the import on the screen has made so far. */
async function created(page: Page): Promise<number> {
  const answer = await page.request.get(`/api${new URL(page.url()).pathname}`)
  return ((await answer.json()) as { counts: { accountsCreated: number } }).counts.accountsCreated
}

async function countOf(page: Page, name: string): Promise<number> {
  const filter = JSON.stringify({ all: [{ field: 'name', op: 'contains', value: name }] })
  const answer = await page.request.get(`/api/accounts?limit=5&filter=${encodeURIComponent(filter)}`)
  if (!answer.ok()) throw new Error(await answer.text())
  return ((await answer.json()) as { rows: unknown[] }).rows.length
}

/** Of the customer who brings most in US dollars. */
async function tierOfBest(page: Page): Promise<string | null> {
  const answer = await page.request.get('/api/analyses/classification/customers?currency=USD&limit=1')
  if (!answer.ok()) throw new Error(await answer.text())
  const { rows } = (await answer.json()) as { rows: { account: { id: string } }[] }
  const account = await (await page.request.get(`/api/accounts/${rows[0]?.account.id}`)).json()
  return (account as { tier: string | null }).tier
}

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
