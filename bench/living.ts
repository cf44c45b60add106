import { setTimeout as pause } from 'node:timers/promises'
import {
  type AnalysisBasis,
  type AnalysisPeriod,
  daysOfPeriod,
  type ReplyOf,
  type readWarehouse,
  usualQuestions,
} from '@quayside/contract'
import { ordersArrive } from './arriving-orders.ts'
import { startProduct } from './child-server.ts'
import { sampleOf, settle, signIn } from './customer-database.ts'
import type { Scratch } from './scratch.ts'
import { inTime } from './steps.ts'
import { figure, type Row } from './table.ts'

/** One who sees every customer, two who see their own, one who leads a team. */
const people = ['executive', 'sales', 'sales2', 'kam']
/** Somebody looks at a page for so long; while it is being worked out anew, it asks again. */
const looksMs = 2_500
const renewingMs = 2_000
const budgetMs = 200

interface Opening {
  page: string
  who: string
  ms: number
  /** Between what is told and now. */
  ageSeconds: number
  kind: 'kept' | 'renewing' | 'waited'
  /** Who opens it had not yet. */
  isFirst: boolean
}

/** Every page of analysis opened again and again by several people, over HTTP, while 500 lines of orders a second arrive. */
export async function livingCompany(scratch: Scratch, minutes: number): Promise<Row[]> {
  await settle(scratch.owner)
  const { ids } = await sampleOf(scratch.owner)
  const product = await startProduct(scratch.embedded.ownerUrl, scratch.dataDir)
  try {
    const cookies = new Map<string, string>()
    for (const who of people) cookies.set(who, await signIn(product.url, `${who}@demo.quayside`))
    const executive = cookies.get('executive') ?? ''
    await inTime('loading of the warehouse', 300, () => loaded(product.url, executive))
    const arriving = await ordersArrive(scratch.owner, ids, today())
    const until = performance.now() + minutes * 60_000
    const opened = await Promise.all(
      [...cookies].map(([who, cookie], at) => opensPages({ url: product.url, who, cookie, from: 4 * at, until })),
    )
    const { lines, refused } = await arriving.stop()
    const wrong = new Map([...refused, ...opened.flatMap(({ wrong }) => [...wrong])])
    const rate = lines / (minutes * 60)
    return [
      ...rowsOf(
        opened.flatMap(({ openings }) => openings),
        rate,
      ),
      ...[...wrong].map(([what, times]) => plain(`went wrong: ${what}`, `${figure(times)} times`)),
      plain('resident memory afterwards', `${figure(await product.residentMiB())} MiB`),
    ]
  } finally {
    await product.stop()
  }
}

/** Where a company is set up unless it says otherwise: with another day than its own no question of a page would be another's. */
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
const plain = (what: string, measured: string): Row => ({
  what,
  measured,
  comparator: '',
  ratio: '',
  budget: '',
  met: null,
})

async function loaded(url: string, cookie: string): Promise<void> {
  for (;;) {
    const reply = await fetch(`${url}/api/warehouse`, { headers: { cookie } })
    const { state, behindSeconds, lines } = (await reply.json()) as ReplyOf<typeof readWarehouse>
    if (reply.ok && state === 'following' && lines > 0 && behindSeconds < 5) return
    await pause(500)
  }
}

/** Addresses of all pages, with what each asks when it is opened. */
function pagesOf(day: string): { page: string; path: string }[] {
  return Object.entries(usualQuestions).map(([page, { period, asks }]) => {
    const asked = new URLSearchParams()
    const question = { ...daysOfPeriod(period as AnalysisPeriod, day, {}), ...asks }
    for (const [name, value] of Object.entries(question)) asked.set(name, String(value))
    return { page, path: `/api/analyses/${page}?${asked}` }
  })
}

interface Person {
  url: string
  who: string
  cookie: string
  /** With which page he begins. */
  from: number
  until: number
}

async function opensPages({ url, who, cookie, from, until }: Person) {
  const pages = pagesOf(today())
  const openings: Opening[] = []
  const wrong = new Map<string, number>()
  const seen = new Set<string>()
  const ask = async ({ page, path }: (typeof pages)[number]): Promise<Opening | undefined> => {
    const began = performance.now()
    try {
      const reply = await fetch(`${url}${path}`, { headers: { cookie } })
      const told = (await reply.json()) as { basis?: AnalysisBasis; code?: string }
      if (!told.basis) throw new Error(`${page} answered ${reply.status} ${told.code ?? ''}`)
      const ms = performance.now() - began
      const { asOf, milliseconds, renewing } = told.basis
      // The time that it took goes with an answer for as long as it is kept.
      const known = `${page} ${milliseconds}`
      const isNew = !seen.has(known) && ms >= milliseconds
      seen.add(known)
      const ageSeconds = asOf === null ? Number.NaN : (Date.now() - Date.parse(asOf)) / 1000
      return { page, who, ms, ageSeconds, kind: renewing ? 'renewing' : isNew ? 'waited' : 'kept', isFirst: false }
    } catch (error) {
      const { message, cause } = error as Error
      const what = cause instanceof Error ? `${page}: ${message} (${cause.message})` : message
      wrong.set(`${who}: ${what}`, (wrong.get(`${who}: ${what}`) ?? 0) + 1)
      return undefined
    }
  }
  for (let at = from; performance.now() < until; at++) {
    const page = pages[at % pages.length] as (typeof pages)[number]
    const [came, opening] = [performance.now(), await ask(page)]
    if (opening) openings.push({ ...opening, isFirst: at < from + pages.length })
    if (opening?.kind === 'renewing') {
      await pause(renewingMs)
      await ask(page)
    }
    await pause(Math.max(0, came + looksMs - performance.now()))
  }
  return { openings, wrong }
}

function rowsOf(openings: readonly Opening[], linesPerSecond: number): Row[] {
  const row = (what: string, of: readonly Opening[]): Row => {
    const [ms, age] = [of.map((one) => one.ms), of.map((one) => one.ageSeconds)]
    const again = of.filter((one) => !one.isFirst).map((one) => one.ms)
    const many = (kind: Opening['kind']) => of.filter((one) => one.kind === kind).length
    return {
      what,
      measured:
        `p50 ${figure(share(ms, 0.5))} ms, p95 ${figure(share(ms, 0.95))} ms, p99 ${figure(share(ms, 0.99))} ms of ${of.length} openings; ` +
        `p50 ${figure(share(again, 0.5))} ms, p95 ${figure(share(again, 0.95))} ms of the ${again.length} that were not his first; ` +
        `kept ${many('kept')}, kept and being renewed ${many('renewing')}, waited for ${many('waited')}; ` +
        `as of ${figure(share(age, 0.5), 1)} s before, p95 ${figure(share(age, 0.95), 1)} s`,
      comparator: '',
      ratio: '',
      budget: `p95 ≤ ${budgetMs} ms`,
      met: share(ms, 0.95) <= budgetMs,
    }
  }
  const beside = `while ${figure(linesPerSecond)} lines/s arrive`
  return [
    ...Object.keys(usualQuestions).map((page) =>
      row(
        `${page}, opened ${beside}`,
        openings.filter((one) => one.page === page),
      ),
    ),
    ...people.map((who) =>
      row(
        `all pages, ${who}, ${beside}`,
        openings.filter((one) => one.who === who),
      ),
    ),
    row(`all pages, ${beside}`, openings),
  ]
}

const share = (figures: readonly number[], part: number): number => {
  const sorted = figures.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}
