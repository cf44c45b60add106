import lighthouse, { desktopConfig } from 'lighthouse'
import { figure } from './table.ts'

/** What Lighthouse takes a visitor to have: a telephone on slow 4G with a quarter of this processor, or a desk and cable. */
export type Visitor = 'mobile' | 'desktop'

export const categories = ['performance', 'accessibility', 'best-practices'] as const
const metrics = {
  FCP: 'first-contentful-paint',
  LCP: 'largest-contentful-paint',
  TBT: 'total-blocking-time',
  CLS: 'cumulative-layout-shift',
  SI: 'speed-index',
} as const

export interface Visit {
  /** 0 to 100, in the order of `categories`. */
  scores: number[]
  /** Each with its own score of 0 to 100: what pulls the first score down. */
  metrics: { name: string; value: number; score: number }[]
  requests: number
  bytes: number
  /** Milliseconds the page's main thread worked, as the visitor's processor would. */
  mainThreadMs: number
}

/**
 * One visit of somebody whose browser knows him and has none of the files, as after a new version. Times are simulated from one trace (`throttlingMethod: simulate`), scores of a
 * crowded machine are too low.
 */
export async function visitOf(
  address: string,
  port: number,
  extraHeaders: Record<string, string>,
  visitor: Visitor,
): Promise<Visit> {
  const flags = { port, output: 'json', logLevel: 'error', extraHeaders } as const
  const onlyCategories = [...categories]
  const config =
    visitor === 'desktop'
      ? { ...desktopConfig, settings: { ...desktopConfig.settings, onlyCategories } }
      : { extends: 'lighthouse:default', settings: { onlyCategories } }
  const { lhr } = (await lighthouse(address, flags, config)) ?? {}
  if (!lhr) throw new Error('Lighthouse gave no answer.')
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
  const audit = (id: string) => lhr.audits[id]?.numericValue ?? Number.NaN
  const asked = lhr.audits['network-requests']?.details as { items?: { transferSize?: number }[] } | undefined
  return {
    scores: categories.map((name) => outOf100(lhr.categories[name]?.score)),
    metrics: Object.entries(metrics).map(([name, id]) => ({
      name,
      value: audit(id),
      score: outOf100(lhr.audits[id]?.score),
    })),
    requests: asked?.items?.length ?? 0,
    bytes: (asked?.items ?? []).reduce((sum, { transferSize = 0 }) => sum + transferSize, 0),
    mainThreadMs: audit('mainthread-work-breakdown'),
  }
}

const outOf100 = (score: number | null | undefined) => Math.round((score ?? 0) * 100)

/** The visit in the middle by its score of speed, and the middle of each other score. */
export function middleOf(visits: readonly Visit[]): Visit {
  const at = visits.length >> 1
  const middle = visits.toSorted((one, other) => (one.scores[0] ?? 0) - (other.scores[0] ?? 0))[at]
  if (!middle) throw new RangeError('The middle of no visits')
  const scores = categories.map(
    (_, index) => visits.map((one) => one.scores[index] ?? 0).sort((a, b) => a - b)[at] ?? 0,
  )
  return { ...middle, scores }
}

export function sentenceOf({ scores, metrics, requests, bytes, mainThreadMs }: Visit): string {
  const told = metrics.map(({ name, value, score }) => `${name} ${unitsOf(name, value)} = ${score}`)
  return [
    `performance ${scores[0]} (${told.join(', ')})`,
    `accessibility ${scores[1]}`,
    `best practices ${scores[2]}`,
    `${requests} requests, ${figure(bytes / 1_000)} kB, main thread ${figure(mainThreadMs)} ms`,
  ].join('; ')
}

const unitsOf = (name: string, value: number) =>
  name === 'CLS' ? figure(value, 3) : name === 'TBT' ? `${figure(value)} ms` : `${figure(value / 1_000, 2)} s`
