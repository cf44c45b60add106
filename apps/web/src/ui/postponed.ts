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

/** So many days from today in the company's zone, at the time of day it was due before. */
export function postponed(dueAt: string, nowMs: number, days: number, zone: string): string {
  const due = Date.parse(dueAt)
  const shift = dayNumber(nowMs, zone) + days - dayNumber(due, zone)
  return new Date(due + shift * dayMs).toISOString()
}
