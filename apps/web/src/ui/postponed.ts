const dayMs = 86_400_000

/** The calendar day an instant falls on in the zone, as days since 1970. */
function dayNumber(ms: number, zone: string): number {
  const text = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(ms)
  return Date.parse(`${text}T00:00:00Z`) / dayMs
}

/** The calendar day, `2026-03-01`, that many days from now where the company is. */
export function dayFrom(nowMs: number, days: number, zone: string): string {
  return new Date((dayNumber(nowMs, zone) + days) * dayMs).toISOString().slice(0, 10)
}

/** So many days from today in the company's zone, at the time of day it was due before. */
export function postponed(dueAt: string, nowMs: number, days: number, zone: string): string {
  const due = Date.parse(dueAt)
  const shift = dayNumber(nowMs, zone) + days - dayNumber(due, zone)
  return new Date(due + shift * dayMs).toISOString()
}

const workBeginsMs = 9 * 3_600_000

/** Nine in the morning of a calendar day, as the company's clocks show it. */
export function startOfWork(day: string, zone: string): string {
  const asIfUtc = Date.parse(`${day}T00:00:00Z`) + workBeginsMs
  return new Date(asIfUtc - offsetMs(asIfUtc, zone)).toISOString()
}

/** How far the zone's clocks are ahead of UTC at that instant. */
function offsetMs(ms: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(ms)
  const found = /([+-])(\d\d):(\d\d)/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '')
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000
}
