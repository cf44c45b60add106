import type { OrderLines } from '@quayside/analytics'

/**
 * Series as the warehouse hands them over: one text each, `day:amount` joined by commas, e.g. `20100:5000,20131:-700`; days since
 * 1970-01-01. Millions of lines cross as some hundred thousand texts and are taken apart in the computing thread.
 */
export function linesOf(texts: readonly string[]): OrderLines {
  const count = texts.reduce((sum, text) => sum + entriesIn(text), 0)
  const series = new Int32Array(count)
  const day = new Int32Array(count)
  const amount = new Float64Array(count)
  let line = 0
  texts.forEach((text, place) => {
    for (let from = 0; from < text.length; line++) {
      const colon = text.indexOf(':', from)
      const comma = text.indexOf(',', colon)
      const end = comma < 0 ? text.length : comma
      series[line] = place
      day[line] = Number(text.slice(from, colon))
      amount[line] = Number(text.slice(colon + 1, end))
      from = end + 1
    }
  })
  return { series, day, amount }
}

const colonCode = 58

function entriesIn(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) === colonCode) count++
  return count
}
