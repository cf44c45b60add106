import { type Day, instantOf } from '@quayside/worktime'
import { timeText } from './time-text.ts'

/** What the company's clocks show at an instant: `2026-03-01T08:00`. */
export function wallOf(instant: string | number, zone: string): string {
  // The calendar of this locale is written year first.
  const [day, time] = [timeText(instant, 'day', 'sv', zone), timeText(instant, 'time', 'sv', zone)]
  return `${day}T${time}`
}

/** The instant at which the company's clocks show `2026-03-01T08:00`. */
export function instantOfWall(wall: string, zone: string): string {
  const [hour, minute] = wall.slice(11).split(':').map(Number)
  return new Date(instantOf(wall.slice(0, 10) as Day, (hour ?? 0) * 60 + (minute ?? 0), zone)).toISOString()
}
