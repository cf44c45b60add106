import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SpanTarget, targetOver } from './over-period.ts'

const year = (value: number, startsOn = '2026-01-01'): SpanTarget => ({ span: 'year', startsOn, value })
const month = (startsOn: string, value: number): SpanTarget => ({ span: 'month', startsOn, value })

describe('a target over a period', () => {
  test.each([
    ['the year is what was set', [year(3650)], '2026-01-01', '2026-12-31', 3650],
    ['a part of a year has its days’ share', [year(3650)], '2026-01-01', '2026-01-31', 310],
    [
      'a month’s own target goes before the year’s',
      [year(3650), month('2026-02-01', 1)],
      '2026-01-31',
      '2026-02-28',
      11,
    ],
    ['half a February has half its target', [month('2026-02-01', 28)], '2026-02-01', '2026-02-14', 14],
    ['over the turn of the year both count', [year(3650), year(365, '2025-01-01')], '2025-12-31', '2026-01-01', 11],
    ['a leap year has its own days', [year(366, '2024-01-01')], '2024-02-29', '2024-02-29', 1],
  ] as const)('%s', (_, targets, from, to, value) => {
    expect(targetOver('revenue', targets, from, to)).toEqual({ value: expect.closeTo(value, 9), covered: 1 })
  })

  test('a margin holds for every day alike', () => {
    const targets = [year(0.2), month('2026-02-01', 0.27)]
    expect(targetOver('grossMargin', targets, '2026-03-01', '2026-06-30').value).toBeCloseTo(0.2, 12)
    // 31 days of January at 20 %, 28 of February at 27 %.
    expect(targetOver('grossMargin', targets, '2026-01-01', '2026-02-28').value).toBeCloseTo(
      (31 * 0.2 + 28 * 0.27) / 59,
      12,
    )
  })

  test('a period of which only a part has a target has none, and says how much has', () => {
    expect(targetOver('revenue', [month('2026-01-01', 5)], '2026-01-01', '2026-02-28')).toEqual({
      value: null,
      covered: 31 / 59,
    })
    expect(targetOver('revenue', [], '2026-01-01', '2026-02-28')).toEqual({ value: null, covered: 0 })
    expect(targetOver('revenue', [year(1)], '2026-02-02', '2026-02-01')).toEqual({ value: null, covered: 0 })
  })

  const day = fc
    .integer({ min: 0, max: 1094 })
    .map((at) => new Date(Date.UTC(2024, 0, 1) + at * 86_400_000).toISOString().slice(0, 10))
  const next = (text: string) => new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10)
  const all = [2024, 2025, 2026].map((one) => year(one, `${one}-01-01`))

  test('two periods that follow one another aim at what both together aim at', () => {
    fc.assert(
      fc.property(fc.tuple(day, day, day), fc.array(fc.integer({ min: 0, max: 35 })), (days, months) => {
        const [from, middle, to] = days.toSorted() as [string, string, string]
        if (middle === to) return
        const own = months.map((at) =>
          month(`${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`, at),
        )
        const over = (one: string, other: string) =>
          targetOver('turnover', [...all, ...own], one, other).value ?? Number.NaN
        expect(over(from, middle) + over(next(middle), to)).toBeCloseTo(over(from, to), 6)
      }),
    )
  })

  test('the order in which targets were set changes nothing', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 3 }), day, day, (shuffled, one, other) => {
        const [from, to] = [one, other].toSorted() as [string, string]
        expect(targetOver('otif', shuffled, from, to)).toEqual(targetOver('otif', all, from, to))
      }),
    )
  })
})
