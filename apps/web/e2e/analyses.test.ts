import type { Locator, Page } from 'playwright-core'
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
interface Account {
  id: string
  owner: { id: string } | null
  tags: string[]
}
/** In the dialog of the change of many. */
async function chooseOwner(page: Page, name: string) {
  await page.getByRole('dialog').getByRole('combobox', { name: 'Owner' }).focus(look)
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
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
  const basis = async (page: Page) => (await page.locator('.analysis-basis').textContent(look)) ?? ''
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

test('customers of a cell of the RFM grid are acted on by keyboard and every act is taken back; of another cell nobody is chosen yet', async () => {
  const { page, complaints } = await signedIn(world, 'sales')
  const mine = () => read(page, '/accounts?limit=500&sort=name')
  const everybody = async (): Promise<string> =>
    JSON.stringify((await mine()).rows.map(({ id, owner, tags }: Account) => [id, owner?.id, tags]).sort())
  const before = await everybody()
  const planned = async (cursor = ''): Promise<string[]> => {
    const { rows, next } = await read(page, `/follow-ups?limit=100${cursor}`)
    const titles = rows.map(({ title }: { title: string }) => title)
    const those = titles.filter((title: string) => title === 'Call about rails')
    return next ? [...those, ...(await planned(`&cursor=${next}`))] : those
  }
  const list = page.getByRole('region', { name: 'Customers' })
  const bar = list.getByRole('toolbar')
  const dialog = page.getByRole('dialog')
  const press = async (target: Locator, key: string) => {
    await expect.poll(() => target.isEnabled(), look).toBe(true)
    await target.focus(look)
    await page.keyboard.press(key)
  }
  const cell = (at: number) => press(page.locator('.rfm-cell').nth(at), 'Enter')
  const chooseTwo = async () => {
    for (const at of [0, 1]) await press(list.getByRole('checkbox', { name: 'Select this row' }).nth(at), 'Space')
    await bar.getByText('2 selected').waitFor(look)
  }
  const open = async (name: string) => {
    await press(bar.getByRole('button', { name }), 'Enter')
    await dialog.waitFor(look)
    await expect.poll(() => dialog.evaluate((one) => one.contains(document.activeElement)), look).toBe(true)
  }
  const undo = () => press(page.getByRole('button', { name: 'Undo' }), 'Enter')

  await page.goto('/rfm')
  await cell(0)
  await list.getByText(/Customers: R\d × F\d/).waitFor(look)
  await chooseTwo()
  await cell(1)
  await bar.waitFor({ state: 'hidden', ...look })
  await chooseTwo()

  await open('Edit')
  await press(dialog.getByLabel('Add tags'), 'r')
  await page.keyboard.type('ail')
  await page.keyboard.press('Enter')
  await press(dialog.getByRole('button', { name: 'Change' }), 'Enter')
  await list.getByText('2 changed').waitFor(look)
  expect(await everybody()).not.toBe(before)
  await undo()
  await list.getByText('2 undone').waitFor(look)
  expect(await everybody()).toBe(before)

  // Whoever sees his own alone hands nobody over, and is told why.
  await chooseTwo()
  await open('Edit')
  await chooseOwner(page, 'Chen Jing')
  await press(dialog.getByRole('button', { name: 'Change' }), 'Enter')
  await list.getByText('2 not handed over').waitFor(look)
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  expect(await everybody()).toBe(before)

  await chooseTwo()
  await open('Plan follow-ups')
  await dialog.getByRole('textbox', { name: 'What is next?' }).focus(look)
  await page.keyboard.type('Call about rails')
  await dialog.getByRole('textbox', { name: 'When?' }).fill('2030-01-08')
  await page.keyboard.press('Enter')
  await press(dialog.getByRole('button', { name: 'Plan', exact: true }), 'Enter')
  await expect.poll(async () => (await planned()).length, look).toBe(2)
  await undo()
  await expect.poll(async () => await planned(), look).toEqual([])
  expect(complaints).toEqual([])
}, 180_000)

test('a classification made the tier of all is taken back at once: every customer has the tier he had', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  const tiers = async (): Promise<string> => {
    const { rows } = await read(page, '/accounts?limit=500&sort=-amount')
    return JSON.stringify(rows.map(({ id, tier }: { id: string; tier: string }) => [id, tier]))
  }
  const before = await tiers()
  await page.goto('/classification?scheme=pareto')
  await page.getByRole('button', { name: 'Make this the tier' }).click(look)
  await page.getByRole('tooltip').getByRole('button', { name: 'Use it' }).click(look)
  await page.getByRole('button', { name: 'Undo' }).waitFor(look)
  expect(await tiers()).not.toBe(before)
  await page.getByRole('button', { name: 'Undo' }).click(look)
  await expect.poll(tiers, look).toBe(before)
  expect(complaints).toEqual([])
}, 180_000)

test('whoever sees all customers hands those of a group over from the RFM page, and takes it back', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  await page.goto('/rfm?segment=cannotLose')
  const list = page.getByRole('region', { name: 'Customers' })
  const owners = () => list.getByRole('gridcell', { name: 'Chen Jing' }).count()
  await list.getByRole('checkbox', { name: 'Select the loaded rows' }).check(look)
  const before = await owners()
  await list.getByRole('button', { name: 'Edit' }).click(look)
  await chooseOwner(page, 'Chen Jing')
  await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click(look)
  await expect.poll(owners, look).toBeGreaterThan(before)
  await page.getByRole('button', { name: 'Undo' }).click(look)
  await expect.poll(owners, look).toBe(before)
  expect(complaints).toEqual([])
}, 180_000)

test('back takes back a filter that was chosen, forward chooses it again, and what is typed is no step', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  await page.goto('/composition')
  await page.locator('.analysis-basis').waitFor(look)
  const asked = () => page.evaluate(() => location.pathname + location.search)
  const choose = async (field: string, option: string) => {
    await page.getByRole('combobox', { name: field, exact: true }).click(look)
    await page.locator('.ant-select-item-option', { hasText: option }).first().click(look)
  }
  await choose('Service', 'Road')
  await expect.poll(asked, look).toContain('service=road')
  await choose('Service', 'Sea')
  await expect.poll(asked, look).toContain('service=sea')
  for (const text of ['华', '华东']) {
    await page.getByRole('textbox', { name: 'Region' }).fill(text)
    await expect.poll(async () => decodeURIComponent(await asked()), look).toContain(`region=${text}`)
  }
  await page.goBack()
  await expect.poll(asked, look).toContain('service=road')
  await page.goBack()
  await expect.poll(asked, look).toBe('/composition')
  await page.goForward()
  await expect.poll(asked, look).toContain('service=road')
  await page.locator('.ant-select', { hasText: 'Road' }).first().waitFor(look)
  expect(complaints).toEqual([])
}, 180_000)
