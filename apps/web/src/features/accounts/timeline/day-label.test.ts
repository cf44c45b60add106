import { expect, test } from 'vitest'
import { dayLabel } from './day-label.ts'

const now = Date.parse('2026-11-22T02:00:00Z')

test('days are told in the zone of the company, not in UTC', () => {
  // 01:00 on the 22nd in Shanghai.
  expect(dayLabel('2026-11-21T17:00:00Z', now, 'en', 'Asia/Shanghai')).toBe('today')
  expect(dayLabel('2026-11-21T15:00:00Z', now, 'zh-CN', 'Asia/Shanghai')).toBe('昨天')
})

test('older days carry the weekday, and the year when it is another', () => {
  expect(dayLabel('2026-11-10T02:00:00Z', now, 'zh-CN', 'Asia/Shanghai')).toBe('11月10日周二')
  expect(dayLabel('2025-11-10T02:00:00Z', now, 'en', 'Asia/Shanghai')).toContain('2025')
})
