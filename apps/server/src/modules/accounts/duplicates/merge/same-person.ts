import { jaroWinkler, plainText } from '@quayside/matching'
import type { Id } from '../../../../platform/ids.ts'

export interface Person {
  id: Id
  name: string
  name_en: string
  job_title: string | null
  department: string | null
  mobile: string | null
  phone: string | null
  email: string | null
  wechat: string | null
  preferred_channel: string | null
  birthday: string | null
  character_note: string | null
}

/** Person of the loser → the same person of the winner. Each is paired once, the surest sign first. */
export function samePeople(winner: readonly Person[], loser: readonly Person[]): Map<Id, Id> {
  const pairs = new Map<Id, Id>()
  const taken = new Set<Id>()
  for (const sign of signs)
    for (const one of loser) {
      if (pairs.has(one.id)) continue
      const twin = winner.find((other) => !taken.has(other.id) && sign(one, other))
      if (!twin) continue
      pairs.set(one.id, twin.id)
      taken.add(twin.id)
    }
  return pairs
}

const digits = (text: string | null) => (text ?? '').replace(/\D/g, '').replace(/^(?:00)?86(?=1[3-9]\d{9}$)/, '')
const equal = (one: string, other: string) => one !== '' && one === other
const mail = (text: string | null) => (text ?? '').trim().toLowerCase()

/** A mobile is one person's; a mailbox like info@ and a landline may be several's, so the names must not speak against it. */
const signs: readonly ((one: Person, other: Person) => boolean)[] = [
  (one, other) => equal(digits(one.mobile), digits(other.mobile)) && likeNames(one, other),
  (one, other) => equal(mail(one.email), mail(other.email)) && likeNames(one, other),
  (one, other) => equal(digits(one.phone), digits(other.phone)) && plainText(one.name) === plainText(other.name),
]

const han = /\p{Script=Han}/u

/** Names in two scripts cannot be compared and speak neither for nor against. */
function likeNames(one: Person, other: Person): boolean {
  const [a, b] = [plainText(one.name), plainText(other.name)]
  if (a === b || han.test(a) !== han.test(b)) return true
  if (han.test(a)) return a.startsWith(b) || b.startsWith(a) || a.at(-1) === b.at(-1)
  return jaroWinkler(a, b) >= 0.85 || [...a.split(' ')].sort().join(' ') === [...b.split(' ')].sort().join(' ')
}

const gained = [
  'name_en',
  'job_title',
  'department',
  'mobile',
  'phone',
  'email',
  'wechat',
  'preferred_channel',
  'birthday',
  'character_note',
] as const

/** What the person that stays learns from his double: values where he has none. */
export function gainsOf(stays: Person, double: Person): Partial<Person> {
  return Object.fromEntries(
    gained.filter((field) => !stays[field] && double[field]).map((field) => [field, double[field]]),
  )
}
