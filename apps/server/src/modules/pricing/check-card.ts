import { setImmediate } from 'node:timers/promises'
import type { checkRateCard, RateFault, ReplyOf } from '@quayside/contract'
import type { Row } from '@quayside/tabular'
import { type CheckedRate, checkRate, isFault } from './check-rate.ts'
import { exact } from './exact.ts'
import { findColumns } from './rate-columns.ts'

const shown = 200
/** Rows checked at a stretch, some milliseconds, before others have their turn. */
const rowsAtAStretch = 1_000

/** What a file says as rate cards, one for each carrier and currency it names, and what of it is wrong. */
export async function checkCard(
  { header, rows }: { header: readonly string[]; rows: readonly Row[] },
  fileName: string,
): Promise<ReplyOf<typeof checkRateCard>> {
  const { places, columns } = findColumns(
    header,
    rows.slice(0, 100).map(({ values }) => values),
  )
  const right: CheckedRate[] = []
  const faults: RateFault[] = []
  for (const [done, row] of rows.entries()) {
    if (done % rowsAtAStretch === 0) await setImmediate()
    const checked = checkRate(row, places)
    if (isFault(checked)) faults.push(checked)
    else right.push(checked)
  }
  const cards = Map.groupBy(right, ({ carrier, currency }) => JSON.stringify([carrier, currency]))
  return {
    fileName: fileName.replaceAll('\0', '').toWellFormed().slice(0, 255),
    rows: rows.length,
    faulty: faults.length,
    columns,
    cards: [...cards.values()].map((card) => ({
      carrier: card[0]?.carrier ?? null,
      currency: card[0]?.currency ?? null,
      rates: card.map(({ rate }) => rate),
    })),
    faults: faults.slice(0, shown),
    warnings: [...cards.values()].flatMap(overlapsOf).slice(0, shown),
  }
}

/** Breaks of one lane and service that share quantities: the cheaper of them will hold, which the sender may not have meant. */
function overlapsOf(card: readonly CheckedRate[]): RateFault[] {
  const lanes = Map.groupBy(card, ({ rate }) =>
    JSON.stringify([rate.service, rate.mode, rate.level, rate.origin, rate.destination, rate.basis, rate.transitDays]),
  )
  return [...lanes.values()].flatMap((lane) => {
    const sorted = lane.toSorted((a, b) => Number(exact(a.rate.from) - exact(b.rate.from)) || a.row - b.row)
    return sorted.flatMap((one, at) => {
      const former = sorted[at - 1]
      if (!former || (former.rate.to !== null && exact(one.rate.from) > exact(former.rate.to))) return []
      return [
        {
          row: one.row,
          column: null,
          zh: `与第 ${former.row} 行的分段重叠；将按较低价计。`,
          en: `Its break overlaps that of row ${former.row}; the lower price will hold.`,
        },
      ]
    })
  })
}
