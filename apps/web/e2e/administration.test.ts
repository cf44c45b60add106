import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { build as vite } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, withFingerprintReader } from './authenticator.ts'
import { signedIn, signInByHand, startWorld, visitor, type World } from './harness.ts'
import { demoPassword } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 300_000)
afterAll(() => world?.stop())

/** Longest wait for what must appear; a busy machine draws slowly. */
const look = { timeout: 30_000 }
const newPassword = 'Kestrel-anchor-93-quay'

/** The browser itself tells of each answer that is a refusal; nothing else may be complained of. */
const but = (complaints: readonly string[], ...statuses: number[]) =>
  complaints.filter((one) => !statuses.some((status) => one.includes(`status of ${status}`)))

async function typeSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
}

test('what is typed about the company stays while its billing details are saved, and both are kept', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  await page.goto('/administration/company')
  const named = page.getByLabel('English name')
  await named.fill('Far Voyage Lines', look)
  const billing = page.getByRole('region', { name: 'Billing details' })
  await billing.getByLabel('Telephone').fill('+86 21 5888 0000', look)
  await billing.getByRole('button', { name: 'Save' }).click(look)
  await expect.poll(async () => (await company(page)).billing.phone, look).toBe('+86 21 5888 0000')
  expect(await named.inputValue()).toBe('Far Voyage Lines')
  await page.getByRole('button', { name: 'Save' }).first().click(look)
  await expect.poll(async () => (await company(page)).nameEn, look).toBe('Far Voyage Lines')
  expect(complaints).toEqual([])
}, 180_000)

async function company(page: Page): Promise<{ nameEn: string; billing: { phone: string } }> {
  const answer = await page.request.get('/api/company')
  return answer.json()
}

test('somebody invited sets a password and is in; deactivated is out at once; let in again signs in', async () => {
  const { page: office, complaints } = await signedIn(world, 'admin')
  await office.goto('/administration/users?invite=true')
  const dialog = office.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('韩梅 Han Mei')
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('han.mei@demo.quayside')
  await dialog.getByRole('combobox', { name: 'Roles' }).click()
  await office.keyboard.type('Sales rep')
  await office.locator('.ant-select-item-option-active', { hasText: /sales rep/i }).waitFor(look)
  await office.keyboard.press('Enter')
  await dialog.locator('.ant-select-selection-item', { hasText: /sales rep/i }).waitFor(look)
  await office.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Create and make a link' }).click()
  const link = await dialog.getByRole('textbox', { name: 'One-time link' }).inputValue(look)

  const guest = await visitor(world)
  await guest.page.goto(link)
  await guest.page.getByText('Welcome, 韩梅 Han Mei.').waitFor(look)
  await guest.page.getByLabel('New password').fill(newPassword)
  await guest.page.getByText('Strong enough.').waitFor(look)
  await guest.page.keyboard.press('Enter')
  await guest.page.waitForURL('**/my-day')

  await office.goto('/administration/users')
  await office.getByText('han.mei@demo.quayside').click(look)
  await office.getByRole('tab', { name: 'Sign-in and security' }).click(look)
  await office.getByRole('button', { name: 'Deactivate' }).click()
  const again = office.getByRole('button', { name: 'Reactivate' })
  await again.waitFor(look)
  await guest.page.goto('/accounts')
  await guest.page.waitForURL('**/sign-in?**')
  await typeSignIn(guest.page, 'han.mei@demo.quayside', newPassword)
  await guest.page.getByRole('alert').waitFor(look)

  await again.click()
  await office.getByRole('button', { name: 'Deactivate' }).waitFor(look)
  await typeSignIn(guest.page, 'han.mei@demo.quayside', newPassword)
  await guest.page.waitForURL('**/my-day')
  expect(complaints).toEqual([])
  expect(but(guest.complaints, 401, 403)).toEqual([])
}, 120_000)

test('a right given to a role reaches its people at once, and stands among their effective rights', async () => {
  const { page: office, complaints } = await signedIn(world, 'admin')
  const { page: seller } = await signedIn(world, 'sales2')
  const canRank = async () =>
    ((await (await seller.request.get('/api/me')).json()) as { rights: { modules: { orders: { delete: string } } } })
      .rights.modules.orders.delete
  expect(await canRank()).toBe('none')

  await office.goto('/administration/roles')
  await office.getByRole('button', { name: /^Sales representative/ }).click(look)
  await office.getByRole('combobox', { name: 'Orders Delete' }).click()
  await office.keyboard.press('ArrowDown')
  await office.keyboard.press('Enter')
  await office.getByRole('button', { name: 'Save' }).click()
  await office.getByText('Saved.').waitFor(look)
  expect(await canRank()).toBe('own')

  await office.goto('/administration/users')
  await office.getByText('sales2@demo.quayside').click(look)
  await office.getByRole('tab', { name: 'Effective rights' }).click(look)
  const orders = office.getByRole('row', { name: /^Orders/ })
  await orders.getByRole('cell').nth(3).getByText('Own').waitFor(look)
  expect(complaints).toEqual([])
}, 120_000)

test('who turned the second factor on is asked for it, and a wrong code is refused', async () => {
  const { page, complaints } = await signedIn(world, 'marketing')
  await page.goto('/profile')
  const panel = page.getByRole('region', { name: 'Second factor' })
  await panel.getByRole('button', { name: 'Turn on' }).click(look)
  await panel.getByLabel('Current password').fill(demoPassword)
  await page.keyboard.press('Enter')
  const secret = (await panel.locator('code').textContent(look)) ?? ''
  await panel.locator('input').first().click()
  await page.keyboard.type(codeOf(secret))
  await panel.getByRole('button', { name: 'Turn on' }).click()
  await panel.getByRole('button', { name: 'Turn off' }).waitFor(look)
  expect(complaints).toEqual([])

  const later = await visitor(world)
  await typeSignIn(later.page, 'marketing@demo.quayside', demoPassword)
  await later.page.getByRole('heading', { name: 'Second step' }).waitFor(look)
  await later.page.getByLabel('Code').fill(codeOf(secret) === '000000' ? '111111' : '000000')
  await later.page.keyboard.press('Enter')
  await later.page.getByRole('alert').waitFor(look)
  // What was wrong is selected: the next code replaces it.
  await later.page.keyboard.type(codeOf(secret))
  await later.page.keyboard.press('Enter')
  await later.page.waitForURL('**/my-day')
  expect(but(later.complaints, 401)).toEqual([])
}, 120_000)

test('a passkey made in the profile signs in without a password', async () => {
  // Passkeys are bound to a name; by its number the same server offers none.
  const named = { ...world, address: world.address.replace('127.0.0.1', 'localhost') }
  const { page, complaints } = await visitor(named)
  await withFingerprintReader(page)
  await signInByHand(page, 'finance')
  await page.goto('/profile')
  const panel = page.getByRole('region', { name: 'Passkeys' })
  await panel.getByRole('button', { name: 'Add' }).click(look)
  await panel.getByRole('button', { name: 'Remove' }).waitFor(look)

  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click(look)
  await page.waitForURL('**/my-day')
  expect(complaints).toEqual([])

  const byNumber = await visitor(world)
  await byNumber.page.goto('/sign-in')
  await byNumber.page.getByLabel('E-mail').waitFor(look)
  expect(await byNumber.page.getByRole('button', { name: 'Sign in with a passkey' }).count()).toBe(0)
}, 120_000)

test('an endpoint of webhooks shows its secret once, and is paused and let go on', async () => {
  const { page, complaints } = await signedIn(world, 'admin')
  const dialog = page.getByRole('dialog')
  await page.goto('/webhooks')
  await page.getByRole('button', { name: 'New endpoint' }).click(look)
  await dialog.getByLabel('Address').fill('https://hooks.example.com/quayside')
  await dialog.getByRole('checkbox').first().click()
  await dialog.getByRole('button', { name: 'Create' }).click()
  const secret = await page.getByLabel('Signing secret').last().inputValue(look)
  expect(secret).toMatch(/^whsec_/)
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Pause' }).click(look)
  await page.getByRole('button', { name: 'Let it go on' }).click(look)
  await page.getByRole('button', { name: 'Pause' }).waitFor(look)
  expect(await page.content()).not.toContain(secret)
  expect(complaints).toEqual([])
}, 120_000)

test('the client for programs lists customers from a page, by a key, on the same address and on no other', async () => {
  const { page: office } = await signedIn(world, 'admin')
  const made = await office.request.post('/api/me/api-keys', {
    data: { name: 'page', readOnly: true, modules: ['accounts'] },
    headers: { origin: world.address, 'x-quayside-csrf': '1' },
  })
  const { secret } = (await made.json()) as { secret: string }
  const script = await clientPage()

  const { page, complaints } = await visitor(world)
  const said = async (address: string) => {
    await page.route(`${address}/client/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><script type="module" src="page.js"></script>' }),
    )
    await page.route(`${address}/client/page.js`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: script }),
    )
    await page.goto(`${address}/client/#${new URLSearchParams({ server: world.address, key: secret })}`)
    await page.waitForFunction(() => document.title !== '', undefined, look)
    return page.title()
  }
  expect(await said(world.address)).toMatch(/^3 customers, then 403 \w+$/)
  expect(but(complaints, 403)).toEqual([])
  expect(await said('http://elsewhere.example')).toBe('TypeError')
}, 120_000)

const clientBuild = fileURLToPath(new URL('../../../packages/client/src/build/main.ts', import.meta.url))

/** A page of somebody's own, made by Vite from the client as it is published. */
async function clientPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-client-'))
  try {
    await promisify(execFile)(process.execPath, [clientBuild, join(folder, 'client')])
    await writeFile(
      join(folder, 'page.js'),
      `import { createClient, QuaysideProblem } from './client/index.js'
const given = new URLSearchParams(location.hash.slice(1))
const client = createClient({ baseUrl: given.get('server'), apiKey: given.get('key'), retries: 0 })
try {
  const { rows } = await client.listAccounts({ query: { limit: 3 } })
  const refused = await client.listInvoices().catch((error) => error)
  document.title = \`\${rows.length} customers, then \${refused.status} \${refused instanceof QuaysideProblem && refused.code}\`
} catch (error) {
  document.title = error.name
}`,
    )
    const built = await vite({
      configFile: false,
      logLevel: 'error',
      root: folder,
      build: { write: false, target: 'es2022', lib: { entry: join(folder, 'page.js'), formats: ['es'] } },
    })
    const [bundle] = [built].flat()
    const [chunk] = bundle && 'output' in bundle ? bundle.output : []
    return chunk?.code ?? ''
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
