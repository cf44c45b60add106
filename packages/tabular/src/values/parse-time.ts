/** `offset` is 'Z', '+08:00' or null for a wall clock. Fractions of a second are dropped. */
export type TimeOfDay = { time: string; offset: string | null }

const pattern =
  /^(上午|下午|中午|晚上|am|pm)?\s*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,]\d+)?)?[分秒]?\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|gmt|[-+]\d{2}:?\d{2})?$/i

/** @example parseTime('2:30 pm') // { time: '14:30:00', offset: null } */
export function parseTime(text: string): TimeOfDay | null {
  const basic = /^(\d{2})(\d{2})(\d{2})(Z?)$/.exec(text)
  if (basic) return clock(Number(basic[1]), Number(basic[2]), Number(basic[3]), basic[4] || undefined)
  const found = pattern.exec(text)
  if (!found) return null
  const half = (found[1] ?? found[5] ?? '').toLowerCase()
  const hour = Number(found[2])
  if (half !== '' && hour > 12 && !/下午|晚上/.test(half)) return null
  const late = /^(下午|晚上|p)/.test(half)
  const hours = late && hour < 12 ? hour + 12 : /^(上午|a)/.test(half) && hour === 12 ? 0 : hour
  return clock(hours, Number(found[3]), Number(found[4] ?? 0), found[6])
}

function clock(h: number, m: number, s: number, zone: string | undefined): TimeOfDay | null {
  if (h > 23 || m > 59 || s > 60) return null
  const pad = (n: number) => String(n).padStart(2, '0')
  return { time: `${pad(h)}:${pad(m)}:${pad(Math.min(s, 59))}`, offset: zone ? zoneOffset(zone) : null }
}

function zoneOffset(zone: string): string {
  if (/^(z|utc|gmt)$/i.test(zone)) return 'Z'
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
}
