import type { ReportRules } from '@quayside/contract'
import { expect, test } from 'vitest'
import { bodyOf, faultOf, freshSchedule, typedOf } from './schedule-form.ts'

const typed = freshSchedule('01990000-0000-7000-8000-000000000001', 'en')
const viewId = '01990000-0000-7000-8000-000000000002'

test('the server is told the weekday of a weekly report, the day of a monthly one, and nothing else', () => {
  expect(bodyOf({ ...typed, every: 'week', weekday: 3 }, viewId)).toMatchObject({ weekday: 3, monthDay: null })
  expect(bodyOf({ ...typed, every: 'month', monthDay: 31 }, viewId)).toMatchObject({ weekday: null, monthDay: 31 })
  expect(bodyOf({ ...typed, every: 'day', time: '07:45' }, viewId)).toMatchObject({
    weekday: null,
    monthDay: null,
    hour: 7,
    minute: 45,
    timeZone: null,
  })
})

test('what is saved is shown again as it was typed', () => {
  const given = { ...typed, every: 'month', monthDay: 15, time: '18:05', timeZone: 'Europe/Berlin' } as const
  const saved = { ...bodyOf(given, viewId), id: '', people: [], refusedBy: [] }
  expect(bodyOf(typedOf(saved as never), viewId)).toEqual(bodyOf(given, viewId))
})

test.each<[string[], ReportRules['outside'], string | undefined]>([
  [['a@b.example'], 'anybody', undefined],
  [['a@b.example'], 'nobody', 'outsideNobody'],
  [['A@Partner.example'], 'listed', undefined],
  [['a@sub.partner.example'], 'listed', 'outsideListed'],
  [['Mate@Example.test'], 'nobody', undefined],
  [['no address'], 'anybody', 'badAddress'],
  [['a@b'], 'anybody', 'badAddress'],
  [['a@b.example\nBcc: c@d.example'], 'anybody', 'badAddress'],
  [Array.from({ length: 21 }, (_, at) => `a${at}@b.example`), 'anybody', 'tooMany'],
])('%j where outside is allowed to %s: %s', (addresses, outside, fault) => {
  const rules = { outside, domains: ['partner.example'] }
  expect(faultOf(addresses, rules, new Set(['mate@example.test']))?.fault).toBe(fault)
})
