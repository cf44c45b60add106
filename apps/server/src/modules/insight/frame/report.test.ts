import { afterAll, beforeAll, expect, test } from 'vitest'
import { associationAnalysis } from '../association/association.ts'
import { boardAnalysis } from '../board/board.ts'
import { churnAnalysis } from '../churn/churn.ts'
import { aBase, type Base } from '../for-tests.ts'
import { forecastAnalysis } from '../forecast/forecast.ts'
import { lifetimeAnalysis } from '../lifetime/lifetime.ts'
import { questionsAnalysis } from '../questions/four-questions.ts'
import { noteIn, unitsExpected } from './report.ts'

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

test('a time of a note is told by the clock of the company, whose zone is named', () => {
  expect(noteIn('Asia/Shanghai', 'Data as of 2026-11-22 18:05 UTC.')).toBe(
    'Data as of 2026-11-23 02:05 (Asia/Shanghai).',
  )
  expect(noteIn('America/New_York', '数据截至 2026-11-22 00:00 UTC。')).toBe(
    '数据截至 2026-11-21 19:00 (America/New_York)。',
  )
})

test('a note without a time stays as it is', () => {
  const note = 'Period: 2026-01-01 to 2026-11-22. Currency: CNY.'
  expect(noteIn('Asia/Shanghai', note)).toBe(note)
})
