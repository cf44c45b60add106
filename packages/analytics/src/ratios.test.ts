import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as analytics from './index.ts'

const EXAMPLE = /@example (.+?) \/\/ (.+?)(?: \*\/)?$/gm

const examples = readdirSync(import.meta.dirname, { encoding: 'utf8', recursive: true })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap((file) => [...readFileSync(`${import.meta.dirname}/${file}`, 'utf8').matchAll(EXAMPLE)])
  .map(([, code = '', result = '']) => ({ code, result }))

test('there are examples', () => expect(examples.length).toBeGreaterThanOrEqual(5))

test.each(examples)('$code is $result', ({ code, result }) => {
  const evaluate = (text: string): unknown =>
    new Function(...Object.keys(analytics), `return ${text}`)(...Object.values(analytics))
  const [got, expected] = [evaluate(code), evaluate(result)]
  if (typeof expected === 'number') expect(got).toBeCloseTo(expected, 12)
  else expect(got).toEqual(expected)
})

test.each([
  ['margin without revenue', () => analytics.grossMargin({ revenue: 0, cost: 1 })],
  ['turnover without inventory', () => analytics.turnover({ cost: 1, averageInventory: 0 })],
  [
    'contribution without sales',
    () => analytics.contributionRatio({ revenue: 1, cost: 1, averageInventory: 1, totalRevenue: 0 }),
  ],
])('%s is refused', (_, calculate) => expect(calculate).toThrow(RangeError))
