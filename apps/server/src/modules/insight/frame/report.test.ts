import { afterAll, beforeAll, expect, test } from 'vitest'
import { associationAnalysis } from '../association/association.ts'
import { boardAnalysis } from '../board/board.ts'
import { churnAnalysis } from '../churn/churn.ts'
import { aBase, type Base } from '../for-tests.ts'
import { forecastAnalysis } from '../forecast/forecast.ts'
import { lifetimeAnalysis } from '../lifetime/lifetime.ts'
import { questionsAnalysis } from '../questions/four-questions.ts'
import { unitsExpected } from './report.ts'

let base: Base
beforeAll(async () => {
  base = await aBase()
})
afterAll(() => base.close())

test('what is expected is told to the hundredth, and what is not known as nothing', () => {
  expect([35_026_007_454.61, -49.9, 50, null].map(unitsExpected)).toEqual([3_502_600.75, -0, 0.01, null])
})

test.each(
  [associationAnalysis, boardAnalysis, churnAnalysis, forecastAnalysis, lifetimeAnalysis, questionsAnalysis].map(
    (analysis) => ({ ...analysis }),
  ),
)('no amount in the file of $name pretends to more than ten-thousandths', async ({ read, report }) => {
  const raw = await base.app.inject({ method: 'GET', url: `/api${read.path}`, as: base.boss })
  expect(raw.statusCode).toBe(200)
  for (const { columns, rows } of report(raw.json(), 'en', base.boss.rights).tables)
    for (const row of rows)
      for (const [at, value] of row.entries())
        if (columns[at]?.kind === 'money' && typeof value === 'number')
          expect(value * 10_000).toBeCloseTo(Math.round(value * 10_000), 4)
})
