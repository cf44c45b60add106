import type { AuditEvent } from '@quayside/contract'

type Value = NonNullable<AuditEvent['data']>[string]

/** How the reader's language calls what events hold. */
export interface EventWords {
  name(key: string): string
  /** Of a plain value that stands under `key`. */
  value(key: string, value: string | number | boolean): string
}

/** Ids tell a reader nothing; the whole is in the detail beside. */
const isId = (value: Value) => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

const isPair = (value: Value): value is { from: Value; to: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'from' in value && 'to' in value

function plain(key: string, value: Value | undefined, words: EventWords): string {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.map((one) => plain(key, one, words)).join(', ') || '–'
  if (typeof value !== 'object') return words.value(key, value)
  return 'name' in value ? plain('name', value.name, words) : '…'
}

/**
 * What an event says, in one line: what changed from what to what, then its other plain values. `about` is the noun of the event's
 * subject with what moved, `state` in `account.stateMoved`: it says what a bare from and to are values of.
 */
export function eventSummary(data: AuditEvent['data'], words: EventWords, about = ''): string {
  if (!data) return ''
  const { changes, from, to, ...rest } = data
  const parts: string[] = []
  const pair = (key: string, was: Value | undefined, is: Value | undefined) =>
    `${plain(key, was, words)} → ${plain(key, is, words)}`
  if ('from' in data && 'to' in data) parts.push(pair(about, from, to))
  const named = typeof changes === 'object' && changes !== null && !Array.isArray(changes) ? changes : {}
  for (const [key, value] of Object.entries({ ...named, ...rest })) {
    if (isPair(value)) parts.push(`${words.name(key)}: ${pair(key, value.from, value.to)}`)
    else if (value !== null && !isId(value) && (typeof value !== 'object' || Array.isArray(value)))
      parts.push(`${words.name(key)}: ${plain(key, value, words)}`)
  }
  return parts.join(' · ')
}
