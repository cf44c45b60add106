import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { demoPassword } from '../e2e/world.ts'

export interface Look {
  who: string
  width: number
  theme: 'light' | 'dark'
  language: 'zh-CN' | 'en'
}

export interface Seen {
  page: Page
  /** What the console, the page and the network complained about since it was asked last. */
  complaints: () => string[]
  settled: () => Promise<void>
  close: () => Promise<void>
}

const heightOf = (width: number) => (width < 600 ? 1_500 : 1_400)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Stays open as long as the page. */
const lasting = /\/api\/live/

export async function openWindow(browser: Browser, address: string, look: Look): Promise<Seen> {
  const { width, theme, language } = look
  const context = await browser.newContext({
    baseURL: address,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height: heightOf(width) },
    colorScheme: theme,
    reducedMotion: 'reduce',
    // The content policy of the product forbids foreign scripts, and axe is one.
    bypassCSP: true,
  })
  await context.addInitScript(
    ([tongue, colours]) => {
      localStorage.setItem('quayside.locale', tongue)
      localStorage.setItem('quayside.theme', colours)
    },
    [language, theme] as const,
  )
  await context.addInitScript(axe)
  const page = await context.newPage()
  return { page, ...watch(page), close: () => context.close() }
}

export async function signIn(context: BrowserContext, address: string, who: string): Promise<void> {
  const answer = await context.request.post(`${address}/api/auth/sign-in/email`, {
    data: { email: `${who}@demo.quayside`, password: demoPassword },
    headers: { origin: address },
  })
  if (!answer.ok()) throw new Error(`${who} could not sign in: ${answer.status()} ${await answer.text()}`)
}

function watch(page: Page) {
  let said: string[] = []
  const open = new Set<unknown>()
  let quietSince = Date.now()
  const done = (request: unknown) => {
    open.delete(request)
    quietSince = Date.now()
  }
  page.on('pageerror', (error) => said.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => lasting.test(request.url()) || open.add(request))
  page.on('requestfinished', done)
  page.on('requestfailed', (request) => {
    done(request)
    // Leaving a page gives up what it asked for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') said.push(`failed: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) said.push(`${response.status()}: ${response.url()}`)
  })
  return {
    complaints: () => {
      const now = said
      said = []
      return now
    },
    settled: async () => {
      const until = Date.now() + 20_000
      while (Date.now() < until) {
        const waiting = await page.evaluate(
          () =>
            document.querySelector(
              '.ant-skeleton, .q-skeleton, .q-chart-waiting, [aria-busy=true], .ant-spin-spinning',
            ) !== null,
        )
        if (open.size === 0 && !waiting && Date.now() - quietSince > 200) return
        await page.waitForTimeout(60)
      }
      said.push('it never came to rest')
    },
  }
}
