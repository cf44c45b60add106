import { churnRadar } from '@quayside/analytics'
import { expect, test } from 'vitest'
import { compute } from './index.ts'

const lines = { series: [0, 0, 0, 1], day: [1, 11, 21, 5], amount: [1, 1, 1, 1] }
const options = { asOf: 200, falseAlarms: 0.05, of: 'series' as const }

test('a task beside the requests answers what it would here', async () => {
  expect(await compute('churnRadar', lines, options)).toEqual(churnRadar(lines, options))
})

test('what fails there fails here, and the next task is done all the same', async () => {
  const wrong = compute('churnRadar', { ...lines, day: [1] }, options)
  const right = compute('churnRadar', lines, options)
  await expect(wrong).rejects.toThrow(RangeError)
  expect(await right).toEqual(churnRadar(lines, options))
})

test('requests go on while a task is worked on', async () => {
  const many = Array.from({ length: 200_000 }, (_, at) => at)
  const heavy = compute(
    'churnRadar',
    {
      series: many.map((at) => at % 20_000),
      day: many.map((at) => Math.floor(at / 20_000) * 30 + (at % 7)),
      amount: many.map(() => 1),
    },
    { ...options, asOf: 400 },
  ).then(() => 'heavy')
  const light = new Promise((resolve) => setImmediate(resolve)).then(() => 'light')
  expect(await Promise.race([heavy, light])).toBe('light')
  await heavy
})

test('a search that may take long holds up nothing else', async () => {
  const rows = Array.from({ length: 400_000 }, (_, at) => at)
  const long = compute(
    'findRules',
    {
      basket: Int32Array.from(rows, (at) => at % 20_000),
      item: Int32Array.from(rows, (at) => (at * 7919 + Math.floor(at / 20_000)) % 60),
      baskets: 20_000,
    },
    { support: 0.001, confidence: 0, maximumItemsets: 100_000, maximumRules: 1 },
  ).then(() => 'long')
  const short = compute('churnRadar', lines, options).then(() => 'short')
  expect(await Promise.race([long, short])).toBe('short')
  expect(await long).toBe('long')
})
