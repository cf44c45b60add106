import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, visitor, type World } from './harness.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({
    arguments: ['--empty'],
    environment: {
      QUAYSIDE_OIDC_ISSUER: 'https://login.example.com',
      QUAYSIDE_OIDC_CLIENT_ID: 'quayside',
      QUAYSIDE_OIDC_CLIENT_SECRET: 'a-secret-of-the-test',
      QUAYSIDE_OIDC_LABEL: '企业账号',
    },
  })
}, 300_000)
afterAll(() => world?.stop())

const look = { timeout: 30_000 }

test('the printed link makes the first administrator, in traditional characters, and an empty company guides on', async () => {
  const link = await world.said(/first administrator: (http\S+)/)
  const { page, complaints } = await visitor(world, 'zh-TW')
  await page.goto(link)
  await page.getByText('建立第一位管理員', { exact: true }).waitFor(look)
  await page.getByLabel('姓名').fill('王漢')
  await page.locator('input[type=email]').fill('wang.han@example.com')
  await page.locator('input[type=password]').fill('Kestrel-anchor-93-quay')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/my-day', look)
  await page.goto('/accounts')
  await page.getByText('還沒有客戶').first().waitFor(look)
  expect(complaints).toEqual([])

  const late = await visitor(world, 'zh-TW')
  await late.page.goto(link)
  await late.page.getByLabel('姓名').fill('后来者')
  await late.page.locator('input[type=email]').fill('late@example.com')
  await late.page.locator('input[type=password]').fill('Kestrel-anchor-94-quay')
  await late.page.keyboard.press('Enter')
  await late.page.getByRole('alert').waitFor(look)
})

test('the sign-in page offers the identity provider that is configured, and no demonstration users', async () => {
  const { page, complaints } = await visitor(world, 'zh-CN')
  await page.goto('/sign-in')
  await page.getByRole('button', { name: '企业账号' }).waitFor(look)
  expect(await page.getByText('demo.quayside').count()).toBe(0)
  expect(complaints).toEqual([])
})

test.each([
  ['signup_disabled', /请联系系统管理员邀请您/],
  ['email_not_verified', /没有确认这个邮箱属于您/],
  ['access_denied', /已取消，或未获允许/],
  ['invalid_code', /未成功（invalid_code）/],
])('whom the identity provider leads back with %s is told why, and what to do', async (error, words) => {
  const { page, complaints } = await visitor(world, 'zh-CN')
  await page.goto(`/sign-in?error=${error}&error_description=said+in+English`)
  await page.getByRole('alert').filter({ hasText: words }).waitFor(look)
  expect(complaints).toEqual([])
})
