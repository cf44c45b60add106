import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedIn, signInByHand, startWorld, visitor, type World } from './harness.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 300_000)
afterAll(() => world?.stop())

/** Longest wait for what must appear; a busy machine draws slowly. */
const look = { timeout: 30_000 }
const shown = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor(look)

/** A customer of the demonstration whom this person may change. */
async function aCustomer(page: Page): Promise<{ id: string; name: string }> {
  const answer = await page.request.get('/api/accounts?limit=1&sort=-amount')
  const { rows } = (await answer.json()) as { rows: { id: string; name: string }[] }
  if (!rows[0]) throw new Error('The demonstration has no customer.')
  return rows[0]
}

test('a customer found by pinyin gets a call, and the next step stands in my day', async () => {
  const { page, complaints } = await visitor(world)
  await signInByHand(page, 'sales')
  const made = await page.request.post('/api/accounts', {
    data: { kind: 'enterprise', name: '北京和美医药有限公司' },
    headers: { origin: world.address, 'x-quayside-csrf': '1' },
  })
  expect(made.status()).toBe(201)
  await page.getByRole('combobox', { name: 'Search everywhere' }).waitFor(look)
  await page.keyboard.press('/')
  await page.keyboard.type('hemeiyiyao')
  await page
    .getByRole('option', { name: /和美医药/ })
    .first()
    .click(look)
  await page.getByRole('heading', { level: 1, name: /和美医药/ }).waitFor(look)

  const composer = page.getByRole('region', { name: 'Write down' })
  await composer.getByText('Call', { exact: true }).click()
  await composer.getByLabel('Text').fill('Asked for a sea freight quote to Rotterdam.')
  await composer.getByLabel('Next step').fill('Send the Rotterdam quote')
  await composer.getByRole('button', { name: 'Tomorrow' }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('log').getByText('Asked for a sea freight quote to Rotterdam.').waitFor(look)
  await page.getByRole('region', { name: 'Follow-ups' }).getByText('Send the Rotterdam quote').waitFor(look)

  await page.keyboard.press('Escape')
  await page.goto('/my-day')
  // Of each group the first few are shown; how many come before tomorrow depends on the hour.
  const whole = page.getByRole('button', { name: /^Show all/ })
  await whole.first().waitFor(look)
  while ((await whole.count()) > 0) await whole.first().click()
  await shown(page, 'Send the Rotterdam quote')
  expect(complaints).toEqual([])
}, 120_000)

test('an order is billed, its payment reconciled and taken back, and the statement goes out', async () => {
  const { page, complaints } = await signedIn(world, 'finance')
  const dialog = page.getByRole('dialog')
  await page.goto('/invoices')
  await page.getByRole('button', { name: 'From orders' }).click(look)
  await dialog.getByRole('row').nth(1).getByRole('checkbox').click(look)
  await dialog.getByRole('button', { name: 'Make drafts of 1' }).click()
  await page.getByRole('row').filter({ hasText: 'Draft' }).getByRole('link').first().click(look)
  await page.getByRole('button', { name: 'Issue', exact: true }).click(look)
  await page.getByRole('button', { name: 'Credit', exact: true }).waitFor(look)
  const id = page.url().split('/').at(-1)
  const read = async () => (await (await page.request.get(`/api/invoices/${id}`)).json()) as Record<string, never>
  const { number, totalE4 } = await read()

  await page.goto('/payments')
  await page.getByRole('button', { name: 'Record payment' }).click(look)
  await dialog.getByLabel('Amount').fill(String(totalE4 / 10_000))
  await dialog.getByLabel('Reference').fill(`for ${number}`)
  await dialog.getByRole('button', { name: 'Record', exact: true }).click()
  await dialog.waitFor({ state: 'hidden', ...look })
  await page.goto(`/payments?q=${number}`)
  await page.getByRole('row').filter({ hasText: number }).click(look)
  await dialog.getByRole('region', { name: 'Proposals' }).getByRole('button', { name: 'Take' }).first().click(look)
  await page.getByRole('button', { name: 'Undo' }).waitFor(look)
  expect(await read()).toMatchObject({ standing: 'paid', openE4: 0 })
  await page.getByRole('button', { name: 'Undo' }).click()
  await dialog.getByRole('region', { name: 'Proposals' }).waitFor(look)
  expect(await read()).toMatchObject({ openE4: totalE4, allocations: [] })

  await dialog.getByRole('region', { name: 'Proposals' }).getByRole('button', { name: 'Take' }).first().click(look)
  await page.getByRole('button', { name: 'Undo' }).waitFor(look)
  await page.goto(`/invoices/${id}`)
  await page.getByRole('button', { name: 'Credit', exact: true }).click(look)
  await dialog.getByRole('button', { name: 'Issue credit note' }).click(look)
  await page.getByRole('button', { name: 'Give back' }).click(look)
  await dialog.getByLabel('Why').fill('The goods came back')
  await dialog.getByRole('button', { name: 'Record refund' }).click()
  await page.getByRole('link', { name: /^PAY-/ }).click(look)
  await page.getByRole('button', { name: 'Take refund back' }).click(look)
  await dialog.last().getByRole('textbox').fill('Paid to another account')
  await dialog.last().getByRole('button', { name: 'Take refund back' }).click()
  await dialog.getByText('Void').waitFor(look)
  await page.goto(`/invoices/${id}`)
  await page.getByRole('region', { name: 'Lines' }).getByRole('link', { name: /^O-/ }).first().click(look)
  await page.getByRole('region', { name: 'Invoices' }).getByRole('link', { name: number }).waitFor(look)

  await page.goto('/receivables')
  await page.getByRole('button', { name: 'Statement' }).first().click(look)
  await shown(page, 'Balance after')
  const [file] = await Promise.all([
    page.waitForEvent('download', look),
    dialog.getByRole('button', { name: 'PDF in English' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^statement .*\.pdf$/)
  expect(complaints).toEqual([])
}, 240_000)

test('typing the name of a customer one has already warns before a duplicate is made', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  const known = await aCustomer(page)
  await page.goto('/accounts/new')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(known.name)
  const similar = page.getByRole('complementary', { name: 'This customer may exist already' })
  await similar.getByRole('link', { name: known.name }).waitFor(look)

  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('青岛拾贝船舶用品有限公司')
  await similar.getByText('No similar customer found.').waitFor(look)
  await page.getByRole('button', { name: 'Create customer' }).click()
  await page.getByRole('heading', { level: 1, name: '青岛拾贝船舶用品有限公司' }).waitFor(look)
  expect(complaints).toEqual([])
}, 120_000)

test('a wrong telephone is told of when its field is left, and a form that was refused leads to what is wrong in it', async () => {
  const { page } = await signedIn(world, 'admin')
  await page.goto('/accounts/new')
  await page.getByLabel('Name').first().fill('厦门白鹭船务有限公司')
  const phone = page.getByLabel('Phone').first()
  await phone.fill('123')
  await page.getByLabel('E-mail').first().fill('office@bailu.example')
  await shown(page, '"123" has only 3 digits')
  await phone.fill('')
  // Only the server knows whose key it is.
  const taken = (await (await page.request.get('/api/accounts?limit=1')).json()).rows[0].id
  const key = `key-${taken}`
  const made = await page.request.post('/api/accounts', {
    data: { kind: 'enterprise', name: '漳州水仙花贸易有限公司', externalKey: key },
    headers: { origin: world.address, 'x-quayside-csrf': '1' },
  })
  expect(made.status()).toBe(201)
  const field = page.getByLabel('External key').first()
  await field.fill(key)
  await page.getByRole('button', { name: 'Create customer' }).click(look)
  await shown(page, 'Something needs another look')
  await expect.poll(() => field.evaluate((one) => one === document.activeElement), look).toBe(true)
}, 120_000)

test('two people who change the same field settle it, and nobody is overwritten silently', async () => {
  const first = await signedIn(world, 'admin')
  const second = await signedIn(world, 'admin')
  const { id } = await aCustomer(first.page)
  for (const { page } of [first, second]) {
    await page.goto(`/accounts/${id}/edit`)
    await page.getByLabel('Industry').waitFor(look)
  }
  await first.page.getByLabel('Industry').fill('Ship chandlers')
  await first.page.getByRole('button', { name: 'Save' }).click()
  await first.page.getByRole('heading', { level: 1 }).waitFor(look)

  await second.page.getByLabel('Industry').fill('Furniture')
  await second.page.getByLabel('Short name').fill('Chengzhi')
  await second.page.getByRole('button', { name: 'Save' }).click()
  const dialog = second.page.getByRole('dialog')
  await dialog.getByText('Ship chandlers').waitFor(look)
  await dialog.getByText('Furniture').click()
  await dialog.getByRole('button', { name: /save/i }).click()
  await second.page.waitForURL(`**/accounts/${id}`)

  const answer = await second.page.request.get(`/api/accounts/${id}`)
  expect(await answer.json()).toMatchObject({ industry: 'Furniture', shortName: 'Chengzhi' })
  expect(first.complaints).toEqual([])
  // The refusal itself (412) is told by the browser, and nothing else.
  expect(second.complaints.filter((one) => !one.includes('412'))).toEqual([])
}, 120_000)

test('signing in fetches nothing of the pages inside, and a customer is asked for before the programs come and does not jump', async () => {
  const stranger = await visitor(world)
  const fetched: string[] = []
  stranger.page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  await stranger.page.goto('/sign-in')
  await stranger.page.getByLabel('E-mail').waitFor(look)
  expect(fetched.filter((file) => /\/(library|kit|controls|shared|shell|engine)-/.test(file))).toEqual([])

  const { page } = await signedIn(world, 'admin')
  const { id } = await aCustomer(page)
  // A browser that knows him.
  await page.goto('/profile')
  await page.getByRole('main').getByRole('heading').first().waitFor(look)
  let requests = 0
  const asked: string[] = []
  page.on('request', (request) => {
    requests += 1
    const { pathname, search } = new URL(request.url())
    asked.push(pathname + search)
  })
  await page.addInitScript(() => {
    const shifted = { by: 0 }
    Object.assign(window, { shifted })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifted.by += (entry as PerformanceEntry & { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const programs = Promise.withResolvers<void>()
  await page.route(/\/assets\/first-[^/]+\.js$/, (route) => programs.promise.then(() => route.continue()))
  await page.goto(`/accounts/${id}`, { waitUntil: 'commit' })
  await page.locator('.first-frame').waitFor(look)
  const questions = ['/api/me', `/api/accounts/${id}/360`, `/api/accounts/${id}/timeline?limit=40&show=all`]
  await expect.poll(() => asked).toEqual(expect.arrayContaining(questions))
  // Nobody chose a language here: the texts are those of his browser, and of no other language.
  await expect
    .poll(() => asked.filter((address) => address.includes('/every-text.')))
    .toEqual([expect.stringContaining('.en-')])
  programs.resolve()
  await page.getByRole('log').getByRole('article').first().waitFor(look)
  expect(await page.locator('.first-frame').isVisible()).toBe(false)
  await page.waitForFunction(() => document.fonts.status === 'loaded' && document.querySelector('.q-chart svg'))
  expect(await page.evaluate(() => (window as unknown as { shifted: { by: number } }).shifted.by)).toBeLessThan(0.02)
  // The panels scroll by themselves: the page around them has no bar of its own.
  expect(await page.locator('#q-main').evaluate((main) => main.scrollHeight - main.clientHeight)).toBe(0)
  // And not asked again by the page itself.
  expect(asked.filter((address) => questions.includes(address)).sort()).toEqual(questions.toSorted())
  // One file a small module would be twice as many; each is a request and six are asked for at a time.
  expect(requests).toBeLessThan(80)
}, 120_000)

test('figures that are worked out anew say so, and the new ones come by themselves', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  // How slow an answer was decides whether it is handed out as it was: here the first is said to be one of those.
  let answers = 0
  await page.route(/\/api\/analyses\/composition(\?|$)/, async (route) => {
    const response = await route.fetch()
    if (!response.ok()) return route.fulfill({ response })
    const answer = (await response.json()) as { basis: object }
    answers += 1
    await route.fulfill({ response, json: { ...answer, basis: { ...answer.basis, renewing: answers === 1 } } })
  })
  await page.goto('/composition')
  await page.locator('.analysis-basis', { hasText: 'renewing…' }).waitFor(look)
  await page.locator('.analysis-basis', { hasText: 'up to date' }).waitFor(look)
  expect(answers).toBe(2)
  expect(complaints).toEqual([])
}, 120_000)

test('an order is entered by keyboard alone, held and released, changed and cancelled', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  const { name } = await aCustomer(page)
  await page.goto('/orders')
  await page.getByRole('link', { name: 'New order' }).waitFor(look)
  await page.keyboard.press('n')
  await page.locator('[aria-label="Customer"]:focus').waitFor(look)
  await page.keyboard.type(name)
  await page.locator('.ant-select-item-option', { hasText: name }).waitFor(look)
  await page.keyboard.press('Enter')
  const entries = [
    ['Customer’s reference', 'PO-77'],
    ['City or name', 'Shanghai'],
    ['City or name', 'Beijing'],
    ['Packages', '12'],
    ['What', 'FTL'],
    ['Typed price', '52'],
    ['Why this price', 'Agreed by phone'],
  ] as const
  for (const [label, text] of entries) {
    await tabTo(page, label)
    await page.keyboard.type(text)
  }
  await page.locator('.entry-verdict .entry-sum').getByText('52.00').waitFor(look)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { level: 1, name: /^SO-/ }).waitFor(look)

  const act = async (name: string, reason: string) => {
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name }).click()
    await page.getByRole('dialog').getByLabel('Reason').fill(reason)
    await page.getByRole('dialog').getByRole('button', { name }).click()
  }
  const standsAs = (status: string) => page.getByRole('region', { name: 'Order' }).getByText(status).waitFor(look)
  // The customer may be beyond his limit already.
  if ((await page.getByRole('button', { name: 'Release' }).count()) === 0) await act('Hold', 'Deposit first')
  await standsAs('Held')
  await page.getByRole('button', { name: 'Release' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click()
  await standsAs('Confirmed')

  await page.keyboard.press('e')
  await page.getByLabel('Packages').fill('14')
  await page.getByRole('button', { name: 'Add party' }).click()
  await page.getByLabel('Our customer').fill(name)
  await page.locator('.ant-select-item-option', { hasText: name }).click(look)
  await page.getByLabel('Reason', { exact: true }).first().fill('Two more')
  // Who goes on at once need not wait until the order is read anew.
  const cancelled = page.waitForResponse(/\/cancellation$/, look)
  await page.route(/\/api\/orders\/[^/]+$/, async (route) => {
    if (route.request().method() === 'GET') await cancelled
    await route.fallback()
  })
  await page.getByRole('button', { name: 'Save the change' }).click()
  await page.getByText('14 packages').waitFor(look)
  await page.getByRole('region', { name: 'Parties' }).getByRole('link', { name }).waitFor(look)
  await shown(page, 'goods 1: Packages (was 12)')
  await act('Cancel the order', 'Called off')
  await standsAs('Cancelled')
  await shown(page, 'Called off')
  expect(complaints).toEqual([])
}, 120_000)

/** By the tabulator, as far as the field with this label. */
async function tabTo(page: Page, label: string): Promise<void> {
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent ?? '')
    if (at.startsWith(label)) return
  }
  throw new Error(`No field ${label} lies ahead.`)
}

test('the four questions name their period and population, and leave as workbook, PDF and picture', async () => {
  const { page, complaints } = await signedIn(world, 'executive')
  await page.goto('/four-questions')
  await page.getByText(/[\d,]+ customers with [\d,]+ order lines/).waitFor(look)
  await page.getByRole('button', { name: 'Export' }).click(look)
  for (const kind of ['Excel', 'PDF']) await page.getByRole('menuitem', { name: kind }).waitFor(look)
  await page.keyboard.press('Escape')
  const save = page.getByRole('button', { name: 'Save picture' })
  // A chart is drawn once it is near the view.
  await save.scrollIntoViewIfNeeded(look)
  const [picture] = await Promise.all([page.waitForEvent('download', look), save.click(look)])
  expect(picture.suggestedFilename()).toBe('biggest-customers.png')
  expect(complaints).toEqual([])
}, 120_000)
