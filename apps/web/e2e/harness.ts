import type { Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import { copyDemo } from './demo-data.ts'
import { demoPassword, startWorld as start, type World, type WorldOptions } from './world.ts'

export type { World } from './world.ts'

/** With a copy of the demonstration of this run, unless told with what arguments to start. */
export function startWorld(options: WorldOptions = {}): Promise<World> {
  const fill = (dataDir: string) => copyDemo(inject('demoFolder'), dataDir)
  return start(options.arguments ? options : { fill, ...options })
}

/** One person at one window. `complaints`: what the browser console and the page complained about. */
export interface Visitor {
  page: Page
  complaints: string[]
}

/** A window where nobody is signed in yet; closed when the test is over. */
export async function visitor({ browser, address }: World, locale: 'en' | 'zh-CN' | 'zh-TW' = 'en'): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: address,
    locale,
    timezoneId: 'Asia/Shanghai',
    // A click that is aimed while a dialog still grows meets what lies behind it, which closes it.
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  })
  onTestFinished(() => context.close())
  await context.addInitScript((chosen) => localStorage.setItem('quayside.locale', chosen), locale)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return { page, complaints }
}

/** A colleague of the demonstration, e.g. `sales`, already signed in. */
export async function signedIn(world: World, who: string): Promise<Visitor> {
  const one = await visitor(world)
  const answer = await one.page.request.post('/api/auth/sign-in/email', {
    data: { email: `${who}@demo.quayside`, password: demoPassword },
    headers: { origin: world.address },
  })
  if (!answer.ok()) throw new Error(`${who} could not sign in: ${answer.status()} ${await answer.text()}`)
  return one
}

/** Signs in the way people do. */
export async function signInByHand(page: Page, who: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(`${who}@demo.quayside`)
  await page.locator('input[type=password]').fill(demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/my-day')
}
