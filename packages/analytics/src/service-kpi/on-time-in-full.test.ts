import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasScms, scmsDeliveries } from '../../test/scms.ts'
import { judgeOrder, type OtifDefinition, type OtifOrder, otifRate, perfectOrder, STRICT_OTIF } from '../index.ts'

const minute = 60_000
const [ten, noon] = [Date.UTC(2026, 2, 2, 10), Date.UTC(2026, 2, 2, 12)]
const later = Date.UTC(2026, 3, 1)
const arrived = (at: number, lines: OtifOrder['lines'] = []): OtifOrder => ({
  from: ten,
  to: noon,
  arrivedAt: { proofOfDelivery: at },
  lines,
})
const agreed: OtifDefinition = { ...STRICT_OTIF, earlyMinutes: 30, graceMinutes: 15 }

describe('the time of an order', () => {
  test.each([
    ['in the window', ten + 1, 'onTime', 0],
    ['at the end of grace', noon + 15 * minute, 'onTime', 0],
    ['a minute after it', noon + 16 * minute, 'late', 1],
    ['as early as allowed', ten - 30 * minute, 'onTime', 0],
    ['two minutes earlier', ten - 32 * minute, 'early', -2],
  ])('%s', (_, at, time, minutesOff) => {
    expect(judgeOrder(arrived(at), agreed, later)).toMatchObject({ time, minutesOff })
  })
  test('may be as early as it likes where early never matters', () => {
    expect(judgeOrder(arrived(0), STRICT_OTIF, later).time).toBe('onTime')
  })
  test('is open until window and grace are over, then late', () => {
    const missing = { from: ten, to: noon, arrivedAt: {}, lines: [] }
    expect(judgeOrder(missing, agreed, noon + 15 * minute)).toMatchObject({ time: 'open', onTimeInFull: false })
    expect(judgeOrder(missing, agreed, noon + 75 * minute)).toMatchObject({ time: 'late', minutesOff: 60 })
  })
  test('is the word of whom the customer trusts', () => {
    const order = { ...arrived(noon + 60 * minute), arrivedAt: { proofOfDelivery: noon + 60 * minute, carrier: noon } }
    expect(judgeOrder(order, agreed, later)).toMatchObject({ time: 'late', attestedBy: 'proofOfDelivery' })
    const carrier = { ...agreed, attestedBy: ['carrier', 'proofOfDelivery'] } as const
    expect(judgeOrder(order, carrier, later)).toMatchObject({ time: 'onTime', attestedBy: 'carrier' })
    expect(judgeOrder(order, { ...agreed, attestedBy: ['geofence'] }, later)).toMatchObject({ time: 'late' })
  })
  test('in the future has not come yet', () => {
    expect(judgeOrder(arrived(noon), agreed, ten)).toMatchObject({ time: 'open', attestedBy: undefined })
  })
})

describe('the quantity of an order', () => {
  const of = (...lines: [number, number][]) =>
    arrived(
      noon,
      lines.map(([ordered, delivered]) => ({ ordered, delivered })),
    )
  test.each([
    ['nothing missing', of([10, 10]), {}, 'full'],
    ['one piece missing', of([10, 9]), {}, 'short'],
    ['missing just what may be', of([100, 98]), { shortTolerance: 0.02 }, 'full'],
    ['missing more than may be', of([100, 97]), { shortTolerance: 0.02 }, 'short'],
    ['too much where that does not matter', of([10, 12]), {}, 'full'],
    ['too much', of([10, 12]), { overTolerance: 0.1 }, 'over'],
    ['too much of one for too little of another', of([10, 8], [10, 12]), {}, 'short'],
    ['the same, by the sum of the order', of([10, 8], [10, 12]), { fullBy: 'order' as const }, 'full'],
    ['no lines at all', of(), {}, 'full'],
    ['something nobody ordered', of([0, 1]), { overTolerance: 0.1 }, 'over'],
  ])('%s', (_, order, change, quantity) => {
    const judged = judgeOrder(order, { ...STRICT_OTIF, ...change }, later)
    expect(judged).toMatchObject({ quantity, onTimeInFull: quantity === 'full' })
  })
})

test('OTIF is the share of orders that are both, worked by hand', () => {
  const full = [{ ordered: 5, delivered: 5 }]
  const short = [{ ordered: 5, delivered: 4 }]
  const orders = [
    { ...arrived(noon, full), customer: 'strict' },
    { ...arrived(noon, short), customer: 'strict' },
    { ...arrived(noon + 10 * minute, full), customer: 'strict' },
    { ...arrived(noon + 10 * minute, full), customer: 'patient' },
    { ...arrived(later, short), customer: 'patient' },
    { ...arrived(later, full), to: later, arrivedAt: {}, customer: 'patient' },
  ]
  const figures = otifRate(orders, ({ customer }) => (customer === 'patient' ? agreed : STRICT_OTIF), later)
  expect(figures).toEqual({
    otif: { count: 2, of: 5, share: 0.4 },
    onTime: { count: 3, of: 5, share: 0.6 },
    inFull: { count: 3, of: 5, share: 0.6 },
    early: 0,
    late: 2,
    short: 2,
    over: 0,
    open: 1,
  })
  expect(otifRate([], () => agreed, later).otif).toEqual({ count: 0, of: 0, share: undefined })
})

test('OTIF never exceeds either of its parts, more grace never lowers it, and order does not matter', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -300, max: 300 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }))),
      fc.nat({ max: 60 }),
      (drawn, more) => {
        const orders = drawn.map(([off, ordered, delivered]) => arrived(noon + off * minute, [{ ordered, delivered }]))
        const figures = otifRate(orders, () => agreed, later)
        expect(figures.otif.count).toBeLessThanOrEqual(Math.min(figures.onTime.count, figures.inFull.count))
        const kinder = otifRate(orders, () => ({ ...agreed, graceMinutes: 15 + more }), later)
        expect(kinder.otif.count).toBeGreaterThanOrEqual(figures.otif.count)
        expect(otifRate([...orders].reverse(), () => agreed, later)).toEqual(figures)
      },
    ),
  ))

test.runIf(hasScms)('SCMS delivered 1,186 of 10,324 lines late, 6,324 on the day and 2,814 early', () => {
  const orders = scmsDeliveries().map(({ scheduledAt, deliveredAt }) => ({
    from: scheduledAt,
    to: scheduledAt,
    arrivedAt: { carrier: deliveredAt },
    lines: [],
  }))
  const exact = { ...STRICT_OTIF, earlyMinutes: 0 }
  const figures = otifRate(orders, () => exact, Number.POSITIVE_INFINITY)
  expect(figures).toMatchObject({ onTime: { count: 6324, of: 10_324 }, late: 1186, early: 2814, open: 0 })
  expect(otifRate(orders, () => STRICT_OTIF, Number.POSITIVE_INFINITY).onTime.count).toBe(10_324 - 1186)
})

test.each([
  ['a window that ends before it begins', { ...arrived(noon), to: ten - 1 }, agreed, later, /window/],
  ['no window', { ...arrived(noon), to: Number.NaN }, agreed, later, /window/],
  ['an arrival that is no time', arrived(Number.NaN), agreed, later, /arrivedAt/],
  ['a negative quantity', arrived(noon, [{ ordered: 1, delivered: -1 }]), agreed, later, /delivered/],
  ['negative grace', arrived(noon), { ...agreed, graceMinutes: -1 }, later, /graceMinutes/],
  ['a tolerance that is no number', arrived(noon), { ...agreed, shortTolerance: Number.NaN }, later, /shortTolerance/],
  ['no instant to judge at', arrived(noon), agreed, Number.NaN, /asOf/],
])('refuses %s', (_, order, definition, asOf, message) => {
  expect(() => judgeOrder(order, definition, asOf)).toThrow(RangeError)
  expect(() => judgeOrder(order, definition, asOf)).toThrow(message)
})

describe('the perfect order', () => {
  const line = { complete: true, onTime: true, documented: true, undamaged: true }
  test('by lines and by index, worked by hand', () => {
    // Ten lines: two late, one of these also damaged, one without papers.
    const lines = [
      ...Array.from({ length: 7 }, () => line),
      { ...line, onTime: false },
      { ...line, onTime: false, undamaged: false },
      { ...line, documented: false },
    ]
    const figures = perfectOrder(lines)
    expect(figures.lines).toEqual({ count: 7, of: 10, share: 0.7 })
    expect(figures.index).toBeCloseTo(1 * 0.8 * 0.9 * 0.9, 12)
  })
  test('of nothing is unknown', () => expect(perfectOrder([])).toMatchObject({ lines: { of: 0 }, index: undefined }))
  test('by lines never exceeds the least of its four rates', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            complete: fc.boolean(),
            onTime: fc.boolean(),
            documented: fc.boolean(),
            undamaged: fc.boolean(),
          }),
        ),
        (lines) => {
          const { lines: perfect, complete, onTime, documented, undamaged } = perfectOrder(lines)
          const counts = [complete, onTime, documented, undamaged].map(({ count }) => count)
          expect(perfect.count).toBeLessThanOrEqual(Math.min(...counts))
          expect(perfectOrder([...lines].reverse()).index).toBe(perfectOrder(lines).index)
        },
      ),
    ))
})
