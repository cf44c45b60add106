import { expect, test } from 'vitest'
import { instantOfWall, wallOf } from './wall-clock.ts'

test.each([
  ['2026-11-25T10:00', 'Asia/Shanghai', '2026-11-25T02:00:00.000Z'],
  ['2026-07-01T23:30', 'America/New_York', '2026-07-02T03:30:00.000Z'],
  ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-01-01T00:00', 'UTC', '2026-01-01T00:00:00.000Z'],
])('what is typed as %s is a time of the company in %s: %s', (wall, zone, instant) => {
  expect(instantOfWall(wall, zone)).toBe(instant)
  expect(wallOf(instant, zone)).toBe(wall)
})

test('an hour the clocks skip is the moment they go forward', () => {
  expect(instantOfWall('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z')
})
