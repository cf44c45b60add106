import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from './order-texts.ts'

test('two customers and a return', () => {
  const { series, day, amount } = linesOf(['20100:5000,20131:-700', '7:1'])
  expect([[...Array.from(series)], [...Array.from(day)], [...Array.from(amount)]]).toEqual([
    [0, 0, 1],
    [20100, 20131, 7],
    [5000, -700, 1],
  ])
})

test('what is written is what is read', () =>
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(fc.integer({ min: -5000, max: 40_000 }), fc.maxSafeInteger()), { minLength: 1 })),
      (list) => {
        const lines = linesOf(list.map((own) => own.map(([day, amount]) => `${day}:${amount}`).join(',')))
        expect(Array.from(lines.series)).toEqual(list.flatMap((own, place) => own.map(() => place)))
        expect(Array.from(lines.day)).toEqual(list.flatMap((own) => own.map(([day]) => day)))
        expect(Array.from(lines.amount)).toEqual(list.flatMap((own) => own.map(([, amount]) => amount)))
      },
    ),
  ))
