import pg from 'pg'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { browserToLaunch } from '../apps/web/e2e/browser.ts'
import { startProduct } from './child-server.ts'
import { sampleOf, signIn } from './customer-database.ts'
import { type FrameCost, frameCost } from './frame-cost.ts'
import type { Scratch } from './scratch.ts'
import { inTime, rowsOf } from './steps.ts'
import { figure, type Row } from './table.ts'

/** A frame of a screen of 120 pictures a second. */
const budgetMs = 8

interface Place {
  what: string
  path: string
  /** What scrolls, and what stands where nothing has come yet. */
  box: string
  blank: string
}

/** Rows of pixels a second: as one reads along, and as fast as a wheel turns. */
const speeds = { reading: 1_200, 'a fast wheel': 6_000 }

/** `smoothness` from the product's own server, one customer having been given a long history. */
export async function scrolling(scratch: Scratch, actor: { email: string }): Promise<Row[]> {
  const id = (await sampleOf(scratch.owner)).ids[0] ?? ''
  await inTime('writing of a long timeline', 120, () => writeLongTimeline(scratch.owner, id))
  const product = await inTime('start of the product', 180, () =>
    startProduct(scratch.embedded.ownerUrl, scratch.dataDir, 'web'),
  )
  try {
    return await smoothness(product.url, await signIn(product.url, actor.email), id)
  } finally {
    await product.stop()
  }
}

async function writeLongTimeline(connection: pg.ClientConfig, id: string): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(
    `insert into interactions (id, account_id, kind, at, body)
     select gen_random_uuid(), $1, (array['note', 'call', 'visit', 'mail', 'message'])[1 + n % 5], now() - n * interval '3 hours',
            repeat('客户询问上海港到鹿特丹的舱位与价格，答复周三前报价；', 1 + n % 3)
     from   generate_series(1, 10000) n`,
    [id],
  )
  await client.end()
}

/** The customer list, the board and a timeline of 10,000 entries, scrolled in a browser without a graphics card. */
export async function smoothness(url: string, cookie: string, longTimelineId: string, only = ''): Promise<Row[]> {
  const places: Place[] = [
    { what: 'customer list', path: '/accounts', box: '.q-grid', blank: '.q-tr-skeleton' },
    { what: 'customer board', path: '/accounts?layout=kanban', box: '.q-lane-body', blank: '.q-lane-wait' },
    {
      what: 'timeline of 10,000 entries',
      path: `/accounts/${longTimelineId}`,
      box: '.account-entries',
      blank: '.ant-skeleton',
    },
  ]
  const rows: Row[] = []
  for (const place of places.filter(({ what }) => what.includes(only)))
    for (const [speed, pxPerSecond] of Object.entries(speeds)) {
      const what = `scrolling: ${place.what}, ${speed} (${figure(pxPerSecond)} px/s)`
      rows.push(
        ...(await rowsOf(what, 120, () =>
          inABrowser((browser) => measured(browser, url, cookie, place, what, pxPerSecond)),
        )),
      )
    }
  return rows
}

/** One for each place and speed, so that one that hangs takes no other with it. */
async function inABrowser(work: (browser: Browser) => Promise<Row>): Promise<Row[]> {
  const browser = await chromium.launch(await browserToLaunch())
  try {
    return [await work(browser)]
  } finally {
    await browser.close()
  }
}

async function measured(
  browser: Browser,
  url: string,
  cookie: string,
  place: Place,
  what: string,
  pxPerSecond: number,
): Promise<Row> {
  const context = await windowOf(browser, url, cookie)
  try {
    const page = await context.newPage()
    await page.goto(url + place.path)
    await page.waitForSelector(`${place.box} a, ${place.box} [role=button], ${place.box} article`)
    await page.waitForLoadState('networkidle')
    const at = await centreOf(page, place.box)
    // The first turn of the wheel compiles what it runs.
    await wheel(page, at, pxPerSecond, 1_500)
    const cost = await frameCost(page, () => framesOf(page, place.box, pxPerSecond))
    const blank = await blankShare(page, place, () => wheel(page, at, pxPerSecond, 2 * pxPerSecond))
    return rowOf(what, cost, blank)
  } finally {
    await context.close()
  }
}

async function windowOf(browser: Browser, url: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  await context.addCookies(
    cookie.split('; ').map((one) => {
      const [name = '', ...value] = one.split('=')
      return { name, value: value.join('='), url }
    }),
  )
  return context
}

async function centreOf(page: Page, box: string): Promise<{ x: number; y: number }> {
  const seen = await page.locator(box).first().boundingBox()
  if (!seen) throw new Error(`Nothing to scroll: ${box}`)
  return { x: Math.round(seen.x + seen.width / 2), y: Math.round(seen.y + Math.min(seen.height, 900 - seen.y) / 2) }
}

async function wheel(page: Page, at: { x: number; y: number }, pxPerSecond: number, px: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await turn(cdp, at, pxPerSecond, px)
  await cdp.detach()
}

const turn = (cdp: CDPSession, at: { x: number; y: number }, speed: number, px: number) =>
  cdp.send('Input.synthesizeScrollGesture', { ...at, yDistance: -px, speed, gestureSourceType: 'mouse' })

/**
 * Three seconds of a screen of 60 pictures a second, as many pixels in each: a gesture by the clock passes more rows in each of
 * fewer frames when the machine is in use, and the cost of a frame would be the neighbours'.
 */
async function framesOf(page: Page, box: string, pxPerSecond: number): Promise<void> {
  const scrolledPx = await page.evaluate<number>(`new Promise((done) => {
    const outer = document.querySelector('${box}')
    let left = 180
    const next = () => {
      outer.scrollTop += ${pxPerSecond / 60}
      left -= 1
      if (left > 0) requestAnimationFrame(next)
      else done(outer.scrollTop)
    }
    requestAnimationFrame(next)
  })`)
  if (scrolledPx < pxPerSecond) throw new Error(`Nothing to scroll: ${box}`)
}

/** In which share of the frames anything that has not come yet stood where one looks. */
async function blankShare(page: Page, { box, blank }: Place, scroll: () => Promise<void>): Promise<number> {
  await page.evaluate(lookForBlanks(box, blank))
  await scroll()
  const seen = await page.evaluate<{ frames: number; blank: number }>('quaysideSeen.ended = true, quaysideSeen')
  return seen.blank / Math.max(1, seen.frames)
}

/** Text, since it runs in the page: the types of the browser are not those of this program. */
const lookForBlanks = (box: string, blank: string) => `{
  const seen = { frames: 0, blank: 0, ended: false }
  const look = () => {
    const outer = document.querySelector('${box}').getBoundingClientRect()
    const blank = [...document.querySelectorAll('${box} ${blank}')].some((one) => {
      const { top, bottom } = one.getBoundingClientRect()
      return bottom > outer.top && top < outer.bottom
    })
    seen.frames += 1
    seen.blank += blank ? 1 : 0
    if (!seen.ended) requestAnimationFrame(look)
  }
  globalThis.quaysideSeen = seen
  requestAnimationFrame(look)
}`

function rowOf(what: string, cost: FrameCost, blank: number): Row {
  const ms = (value: number) => figure(value, 2)
  return {
    what,
    measured: `${ms(cost.whole)} ms a frame (script ${ms(cost.script)}, style ${ms(cost.style)}, layout ${ms(cost.layout)}, paint ${ms(cost.paint)}), p95 ${ms(cost.p95)}, ${cost.frames} frames, blank in ${figure(blank * 100, 1)} % of them`,
    comparator: '',
    ratio: '',
    budget: `< ${budgetMs} ms`,
    met: cost.whole < budgetMs,
  }
}
