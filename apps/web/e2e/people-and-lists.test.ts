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
const aCustomer = (page: Page, name: string) => made(page, '/accounts', { kind: 'enterprise', name })
const read = async (page: Page, path: string) => (await page.request.get(`/api${path}`)).json()

test('people of a customer are related, and a person removed comes back with the relations', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  const { id } = await aCustomer(page, '厦门鹭岛货运代理有限公司')
  for (const name of ['周海', '吴江']) await made(page, `/accounts/${id}/contacts`, { name })
  const relationsOf = async (name: string) =>
    (await read(page, `/accounts/${id}/360`)).contacts.find((one: { name: string }) => one.name === name)?.relations
      .length

  await page.goto(`/accounts/${id}`)
  await page.getByRole('button', { name: '周海' }).click(look)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'To whom?' }).click(look)
  await page.locator('.ant-select-item-option', { hasText: '吴江' }).click(look)
  await dialog.getByRole('button', { name: 'Add' }).click(look)
  await dialog.getByText('reports to 吴江').waitFor(look)

  await dialog.getByRole('button', { name: 'Remove this person' }).click(look)
  await expect.poll(() => relationsOf('周海'), look).toBeUndefined()
  await page.getByRole('button', { name: 'Undo' }).click(look)
  await expect.poll(() => relationsOf('周海'), look).toBe(1)
  expect(complaints).toEqual([])
}, 180_000)

test('fields of every kind that the company added are filled in and kept', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  const choices = [
    { value: 'a', labelZh: '甲', labelEn: 'Alpha' },
    { value: 'b', labelZh: '乙', labelEn: 'Beta' },
  ]
  for (const kind of ['text', 'number', 'date', 'boolean', 'choice', 'choices'])
    await made(page, '/custom-fields', {
      subject: 'account',
      key: `own${kind}`,
      labelZh: `自定${kind}`,
      labelEn: `Own ${kind}`,
      kind,
      category: 'basic',
      choices: kind.startsWith('choice') ? choices : [],
    })
  const { id } = await aCustomer(page, '福州闽江港务有限公司')

  await page.goto(`/accounts/${id}/edit`)
  await page.getByLabel('Own text').fill('冷链', look)
  await page.getByLabel('Own number').fill('12.5')
  await page.getByLabel('Own date').fill('01.05.2026')
  // Enter takes the day; the form stays.
  await page.keyboard.press('Enter')
  await page.getByLabel('Own boolean').click(look)
  // By keyboard: the list of one closes while that of the next opens.
  for (const [label, choice] of [
    ['Own choice', 'Beta'],
    ['Own choices', 'Alpha'],
  ] as const) {
    await page.getByLabel(label, { exact: true }).focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('.ant-select-item-option-active', { hasText: 'Alpha' }).last().waitFor(look)
    if (choice === 'Beta') await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save' }).click(look)
  await page.waitForURL(`**/accounts/${id}`, look)
  expect((await read(page, `/accounts/${id}`)).custom).toEqual({
    owntext: '冷链',
    ownnumber: 12.5,
    owndate: '2026-05-01',
    ownboolean: true,
    ownchoice: 'b',
    ownchoices: ['a'],
  })
  expect(complaints).toEqual([])
}, 180_000)

test('a customer carried to a lane from which no way leads back returns by undo', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  const { id } = await aCustomer(page, '泉州刺桐物流有限公司')
  const state = async () => (await read(page, `/accounts/${id}`)).state
  await page.goto(`/accounts?layout=kanban&q=${encodeURIComponent('泉州刺桐')}`)
  const card = page.getByRole('region', { name: 'Prospect' }).getByRole('button', { name: /泉州刺桐/ })
  await card.waitFor(look)
  await card.press('Space')
  // Potential, active, and then the next lane that takes a prospect: lost.
  for (const _ of [1, 2, 3]) await card.press('ArrowRight')
  await card.press('Space')
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click(look)
  await expect.poll(state, look).toBe('lost')
  await page.getByRole('button', { name: 'Undo' }).click(look)
  await expect.poll(state, look).toBe('prospect')
  expect(complaints).toEqual([])
}, 180_000)

test('a board says that there are no cards only when it knows, and that a lane could not be read', async () => {
  const { page } = await signedIn(world, 'admin')
  const cards = Promise.withResolvers<void>()
  const refused = { status: 503, json: { status: 503, code: 'databaseGone', detail: 'Later.' } }
  await page.route(/\/api\/accounts\?.*prospect/, (route) => cards.promise.then(() => route.fulfill(refused)))
  await page.goto('/accounts?layout=kanban')
  const lane = page.getByRole('region', { name: 'Prospect' })
  await lane.locator('[aria-busy=true]').waitFor(look)
  expect(await lane.getByText('No cards').count()).toBe(0)
  cards.resolve()
  await lane.getByRole('button', { name: 'Try again' }).waitFor(look)
  await page.unroute(/\/api\/accounts\?.*prospect/)
  await lane.getByRole('button', { name: 'Try again' }).click(look)
  await lane.getByRole('listitem').first().waitFor(look)
}, 180_000)

test.each([
  ['/accounts', '?q=港'],
  ['/shipments', '?q=港&state=open'],
])(
  'what %s shows is kept as a view, called otherwise, and had back after it was removed',
  async (path, shows) => {
    const { page, complaints } = await signedIn(world, 'admin')
    const tab = (name: string) => page.getByRole('tab', { name })
    const search = page.locator('.q-toolbar input').first()
    await page.goto(`${path}${shows}`)
    await page.getByRole('button', { name: 'Save as view' }).click(look)
    await page.getByLabel('Name of the view').fill('Ports', look)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url(), look).toMatch(/\?view=[\w-]+$/)
    expect(await search.inputValue()).toBe('港')

    await page.getByRole('button', { name: 'Actions for view Ports' }).click(look)
    await page.getByRole('menuitem', { name: 'Name and sharing' }).click(look)
    await page.getByLabel('Name of the view').fill('Harbours', look)
    await page.keyboard.press('Enter')
    await tab('Harbours').waitFor(look)

    await page.getByRole('button', { name: 'Actions for view Harbours' }).click(look)
    await page.getByRole('menuitem', { name: 'Delete view' }).click(look)
    await tab('Harbours').waitFor({ ...look, state: 'detached' })
    expect(await search.inputValue()).toBe('')
    await page.getByRole('button', { name: 'Undo' }).click(look)
    await tab('Harbours').click(look)
    await expect.poll(() => search.inputValue(), look).toBe('港')
    if (shows.includes('state')) await page.locator('.q-chip', { hasText: 'State' }).waitFor(look)
    expect(complaints).toEqual([])
  },
  120_000,
)

test('customers narrowed by two conditions are a view for everyone, and a change of all of them is undone at once', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  const silk = { kind: 'enterprise', industry: '丝绸', tags: ['silk'] }
  const rows = (at: Page) => at.locator('[role=row] a[href^="/accounts/"]')
  const both = [expect.stringContaining('丝带二号'), expect.stringContaining('丝带一号')]
  const { id: one } = await made(page, '/accounts', { ...silk, name: '湖州丝带一号公司' })
  const { id: two } = await made(page, '/accounts', { ...silk, name: '湖州丝带二号公司' })
  const { id: other } = await made(page, '/accounts', { ...silk, industry: '棉纺', name: '湖州丝带三号公司' })
  const tags = () => Promise.all([one, two, other].map(async (id) => (await read(page, `/accounts/${id}`)).tags))

  await page.goto('/accounts')
  const add = async (field: string, value: string) => {
    await page.getByRole('group', { name: 'Filter', exact: true }).getByRole('button').last().click(look)
    await page.getByLabel('Filter by what?').fill(field, look)
    await page.keyboard.press('Enter')
    await page.getByLabel('Value', { exact: true }).fill(value, look)
    await page.keyboard.press('Enter')
  }
  await add('Name', '湖州丝带')
  await add('Industry', '丝')
  // Until it is here, rows of the first condition alone are still there.
  await expect.poll(() => rows(page).allInnerTexts(), look).toEqual(both)
  await page.getByRole('button', { name: 'Save as view' }).click(look)
  await page.getByLabel('Name of the view').fill('Silk', look)
  await page.getByLabel('Shared with everyone').check(look)
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click(look)

  await page.getByLabel('Select the loaded rows').check(look)
  await page.getByRole('button', { name: /^(edit )?Edit$/ }).click(look)
  await page.getByRole('dialog').getByLabel('Add tags').fill('ribbon', look)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click(look)
  await expect.poll(tags, look).toEqual([['silk', 'ribbon'], ['silk', 'ribbon'], ['silk']])
  await page.getByRole('button', { name: 'Undo' }).click(look)
  await expect.poll(tags, look).toEqual([['silk'], ['silk'], ['silk']])

  const colleague = await signedIn(world, 'executive')
  await colleague.page.goto('/accounts')
  await colleague.page.getByRole('tab', { name: 'Silk' }).click(look)
  await expect.poll(() => rows(colleague.page).allInnerTexts(), look).toEqual(both)
  expect([...complaints, ...colleague.complaints]).toEqual([])
}, 180_000)

test('what one writes, with its file, stands in the window of the other at once; what both change is settled', async () => {
  const first = await signedIn(world, 'admin')
  const second = await signedIn(world, 'admin')
  const { id } = await aCustomer(first.page, '漳州月港船务有限公司')
  await made(first.page, `/accounts/${id}/contacts`, { name: '郑和' })
  for (const { page } of [first, second]) {
    await page.goto(`/accounts/${id}`)
    await page.getByRole('button', { name: '郑和' }).waitFor(look)
  }

  const composer = first.page.getByRole('region', { name: 'Write down' })
  await composer.getByLabel('Text').fill('Sent the offer.')
  await composer.locator('input[type=file]').setInputFiles([
    { name: 'offer.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\ntrailer<<>>\n%%EOF') },
    { name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\u0090\u0000') },
  ])
  await first.page.getByText(/tool\.exe.* was not taken/).waitFor(look)
  await composer.getByRole('button', { name: 'Save' }).click(look)
  const entry = second.page.getByRole('log').locator('article', { hasText: 'Sent the offer.' })
  await entry.getByRole('link', { name: /offer\.pdf/ }).waitFor(look)

  for (const { page } of [first, second]) await page.getByRole('button', { name: '郑和' }).click(look)
  await first.page.getByRole('dialog').getByLabel('Job title').fill('Admiral', look)
  await first.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await first.page.getByRole('dialog').waitFor({ ...look, state: 'hidden' })
  const dialog = second.page.getByRole('dialog').first()
  await dialog.getByLabel('Job title').fill('Captain', look)
  await dialog.getByLabel('WeChat').fill('zhenghe')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const conflict = second.page.getByRole('dialog', { name: /at the same time/ })
  await conflict.getByText('Admiral').waitFor(look)
  await conflict.getByText('Captain').click()
  await conflict.getByRole('button', { name: /save/i }).click()
  await expect
    .poll(async () => (await read(second.page, `/accounts/${id}/360`)).contacts[0], look)
    .toMatchObject({ jobTitle: 'Captain', wechat: 'zhenghe' })
  // The browser itself tells of the two refusals: the type of the file, and the version.
  expect(first.complaints.filter((one) => !one.includes('415'))).toEqual([])
  expect(second.complaints.filter((one) => !one.includes('412'))).toEqual([])
}, 240_000)

test('what a dispatcher records becomes an exception and a notice, and the customer follows it on his telephone', async () => {
  const { page, complaints } = await signedIn(world, 'dispatch')
  const { rows } = await read(page, '/accounts?limit=1')
  const shipment = await made(page, '/shipments', {
    accountId: rows[0].id,
    mode: 'road',
    origin: '上海',
    destination: '武汉',
  })
  await page.goto(`/shipments/${shipment.id}`)
  await page.getByRole('combobox', { name: 'What' }).click(look)
  await page.keyboard.type('Damaged')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Place' }).fill('合肥')
  await page.getByRole('button', { name: 'Record', exact: true }).click(look)
  const panel = (name: string) => page.getByRole('region', { name, exact: true })
  await panel('Exceptions').getByText('Damage', { exact: true }).first().waitFor(look)
  await panel('Told to the customer')
    .getByText(/发现货物损坏|was found damaged/)
    .first()
    .waitFor(look)
  expect(complaints).toEqual([])

  const { number, trackingCheck } = await read(page, `/shipments/${shipment.id}`)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/track?number=${number}&check=${trackingCheck}&lang=en`)
  await page.getByRole('alert').or(page.getByText('Damaged')).first().waitFor(look)
  expect(await page.locator('body').textContent()).toContain('合肥')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
}, 180_000)

test('of several shipments that get a milestone at once those that failed stay chosen to be tried again', async () => {
  const { page } = await signedIn(world, 'admin')
  const { id: accountId } = await aCustomer(page, '兰州黄河物流有限公司')
  const way = { accountId, mode: 'road', origin: '义乌', destination: '兰州' }
  const [first] = [await made(page, '/shipments', way), await made(page, '/shipments', way)]
  await page.route(new RegExp(`/api/shipments/${first.id}/milestones$`), (route) => route.abort())
  await page.goto(`/shipments?accountId=${accountId}`)
  const boxes = page.getByRole('checkbox', { name: 'Select this row' })
  for (const at of [0, 1]) await boxes.nth(at).click(look)
  await page.getByRole('button', { name: 'Record for 2' }).click(look)
  await page.getByText('1 recorded. 1 left as they were').waitFor(look)
  await page.unroute(new RegExp(`/api/shipments/${first.id}/milestones$`))
  await page.getByRole('button', { name: 'Record for 1' }).click(look)
  await page.getByText('1 recorded', { exact: true }).waitFor(look)
  expect((await read(page, `/shipments/${first.id}`)).milestones).toMatchObject([{ code: 'departed' }])
}, 180_000)

test('on a telephone money, the four questions and rules are read without moving the page sideways', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  await page.setViewportSize({ width: 390, height: 844 })
  const invoices = await read(page, '/invoices?limit=1')
  for (const path of ['/receivables', '/four-questions', '/shipments/rules', `/invoices/${invoices.rows[0].id}`]) {
    await page.goto(path)
    const table = page.locator('table').first()
    await table.waitFor(look)
    expect(await table.evaluate((one) => one.getBoundingClientRect().width), path).toBeLessThanOrEqual(390)
    // Heads are not drawn there: each cell says itself what it is.
    expect(await page.locator('tbody td[data-title]').count(), path).toBeGreaterThan(3)
  }
  expect(complaints).toEqual([])
}, 180_000)

test('what waits for a dispatcher is found by a click and mended: a message of a partner, a milestone, an exception with a photo', async () => {
  const { page, complaints } = await signedIn(world, 'dispatch')
  await page.goto('/edi')
  await page.getByRole('button', { name: /^Waits for you/ }).click(look)
  await page.getByRole('link', { name: /^214/ }).first().click(look)
  await page.waitForURL('**/edi/messages/*', look)
  const id = page.url().split('/').at(-1) ?? ''
  const { partner } = await read(page, `/edi/messages/${id}`)
  const { account } = await read(page, `/edi/partners/${partner.id}`)
  const shipment = await made(page, '/shipments', {
    accountId: account.id,
    mode: 'road',
    origin: '苏州',
    destination: '武汉',
  })
  const { number } = await read(page, `/shipments/${shipment.id}`)
  const second = page.locator('.edi-segments tr').nth(1)
  await second.getByRole('button', { name: 'Put right' }).click(look)
  await second.getByRole('textbox').fill(`B10*${number}*${number}*YHSC`)
  await page.getByLabel('Why').fill('They mistyped the number')
  await page.getByRole('button', { name: 'Take it anew with 1 put right' }).click(look)
  await expect.poll(async () => (await read(page, `/edi/messages/${id}`)).status, look).toBe('taken')

  await made(page, '/milestones', {
    references: [{ kind: 'container', value: 'WDCU1234567' }],
    code: 'damaged',
    at: new Date().toISOString(),
  })
  await page.goto('/shipments/unplaced')
  const line = page.getByRole('listitem').filter({ hasText: 'WDCU1234567' })
  await line.getByRole('combobox').first().click(look)
  await page.keyboard.type(number)
  await page.locator('.ant-select-item-option', { hasText: number }).click(look)
  await line.getByRole('button', { name: 'Place', exact: true }).click(look)
  await line.waitFor({ ...look, state: 'detached' })

  await page.goto(`/shipments/${shipment.id}`)
  const panel = (name: string) => page.getByRole('region', { name, exact: true })
  await panel('Exceptions').getByPlaceholder('How it was settled').first().fill('Repacked', look)
  await panel('Exceptions').getByRole('button', { name: 'Settle' }).first().click(look)
  const photo = { name: 'pod.png', mimeType: 'image/png', buffer: Buffer.from(onePixel, 'base64') }
  await panel('Proof of delivery').locator('input[type=file]').setInputFiles([photo])
  await expect
    .poll(async () => {
      const { exceptionList, proofs } = await read(page, `/shipments/${shipment.id}`)
      return [exceptionList[0]?.resolution, proofs[0]?.name]
    }, look)
    .toEqual(['Repacked', 'pod.png'])
  expect(complaints).toEqual([])
}, 180_000)

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('a dispatcher hands in a file of orders, puts a paper to one, and renames and removes a template', async () => {
  const { page, complaints } = await signedIn(world, 'dispatch')
  const [{ id: accountId, number }] = (await read(page, '/accounts?limit=1')).rows
  await page.goto('/orders')
  await page.getByRole('link', { name: 'Import a file' }).click(look)
  const head = 'Order number,Customer,Service,Packages,Weight kg,Origin,Destination'
  const csv = [head, `WD-1,${number},road,3,120,上海,武汉`, 'WD-2,Nobody,road,3,120,上海,武汉'].join('\n')
  const dialog = page.getByRole('dialog')
  await page.waitForURL('**/imports', look)
  const file = { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
  await page.locator('input[type=file]').setInputFiles([file])
  await page.getByRole('button', { name: 'Check every row' }).click(look)
  await page
    .getByText(/“Nobody”/)
    .first()
    .waitFor(look)
  const faulty = page.waitForEvent('download', look)
  await page.getByRole('button', { name: 'Download rows left out' }).click(look)
  await page.getByRole('menuitem', { name: 'CSV' }).click(look)
  expect((await faulty).suggestedFilename()).toContain('.csv')
  await page.getByRole('button', { name: /^Import 1 rows?$/ }).click(look)
  await expect.poll(async () => (await read(page, '/orders?search=WD-1')).rows.length, look).toBe(1)

  const [order] = (await read(page, '/orders?search=WD-1')).rows
  await page.goto(`/orders/${order.id}`)
  const paper = {
    name: 'packing list.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\ntrailer<<>>\n%%EOF'),
  }
  await page.locator('input[type=file]').setInputFiles([paper])
  await page.getByRole('button', { name: 'packing list.pdf' }).waitFor(look)

  const draft = { customer: { id: accountId }, lines: [{ service: 'road' }] }
  await made(page, '/order-templates', { name: 'Weekly', shared: false, draft })
  const names = async () => (await read(page, '/order-templates')).map(({ name }: { name: string }) => name)
  await page.goto('/orders/new')
  await page.getByRole('button', { name: 'From a template' }).hover(look)
  await page.getByRole('menuitem', { name: 'Manage templates' }).click(look)
  await dialog.getByLabel('Name of the template').fill('Monthly', look)
  await page.keyboard.press('Enter')
  await expect.poll(names, look).toEqual(['Monthly'])
  await dialog.getByRole('button', { name: 'Remove template Monthly' }).click(look)
  await page.getByRole('button', { name: 'Undo' }).click(look)
  await expect.poll(names, look).toEqual(['Monthly'])
  expect(complaints).toEqual([])
}, 180_000)

test('customers of a type in the matrix are followed up: Esc leaves them chosen, what is typed arrives, an undo takes all back', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  const planned = async () =>
    (await read(page, '/follow-ups?limit=100')).rows.filter(({ title }: { title: string }) => title === 'Ask for plans')
  await page.goto('/matrices?cell=star')
  const list = page.getByRole('region', { name: 'Customers' })
  for (const at of [0, 1]) await list.getByRole('checkbox', { name: 'Select this row' }).nth(at).check(look)
  await list.getByRole('button', { name: 'Edit' }).click(look)
  const dialog = page.getByRole('dialog')
  await dialog.waitFor(look)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden', ...look })
  await list.getByText('2 selected').waitFor(look)

  await list.getByRole('button', { name: 'Plan follow-ups' }).click(look)
  await dialog.waitFor(look)
  await page.keyboard.type('Ask for plans')
  await dialog.getByRole('textbox', { name: 'When?' }).fill('2030-01-08')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Plan', exact: true }).click(look)
  await expect.poll(async () => (await planned()).length, look).toBe(2)
  await page.getByRole('button', { name: 'Undo' }).click(look)
  await expect.poll(planned, look).toEqual([])
  expect(complaints).toEqual([])
}, 180_000)
