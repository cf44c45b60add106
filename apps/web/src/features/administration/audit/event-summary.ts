import type { AuditEvent } from '@quayside/contract'

type Value = NonNullable<AuditEvent['data']>[string]

/** Ids tell a reader nothing; the whole is in the detail beside. */
const isId = (value: Value) => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

const isPair = (value: Value): value is { from: Value; to: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'from' in value && 'to' in value

function plain(value: Value | undefined): string {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.map(plain).join(', ') || '–'
  if (typeof value !== 'object') return String(value)
  return 'name' in value ? plain(value.name) : '…'
}

/** What an event says, in one line: what changed from what to what, then its other plain values. */
export function eventSummary(data: AuditEvent['data']): string {
  if (!data) return ''
  const { changes, from, to, ...rest } = data
  const parts: string[] = []
  if ('from' in data && 'to' in data) parts.push(`${plain(from)} → ${plain(to)}`)
  const named = typeof changes === 'object' && changes !== null && !Array.isArray(changes) ? changes : {}
  for (const [name, value] of Object.entries({ ...named, ...rest })) {
    if (isPair(value)) parts.push(`${name}: ${plain(value.from)} → ${plain(value.to)}`)
    else if (value !== null && !isId(value) && (typeof value !== 'object' || Array.isArray(value)))
      parts.push(`${name}: ${plain(value)}`)
  }
  return parts.join(' · ')
}
