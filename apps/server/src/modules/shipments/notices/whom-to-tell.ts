import type { NoticeChannel, NoticeLocale, NoticeRecipient } from '@quayside/contract'
import type { Id } from '../../../platform/ids.ts'

export interface PersonToTell {
  id: Id
  name: string
  email: string | null
  mobile: string | null
  preferred_channel: string | null
}

export interface TermsToTell {
  channel: NoticeChannel
  locale: NoticeLocale | null
  recipients: NoticeRecipient[]
  webhookUrl: string | null
}

export interface Addressee {
  /** Of the person among several, so that each is told of a fact once; empty where there is one way only. */
  key: string
  channel: 'mail' | 'text' | 'webhook' | 'byHand'
  to: string | null
  personId: Id | null
  person: string | null
  locale: NoticeLocale
}

interface Customer {
  /** The consignee, else the main one, first. */
  people: readonly PersonToTell[]
  email: string | null
  locale: NoticeLocale
  textsCanLeave: boolean
}

/** Who is told of an event, and how. A way that leads nowhere becomes a colleague's task; `event` null: whoever is told of anything. */
export function whomToTell(terms: TermsToTell, customer: Customer, event: string | null): Addressee[] {
  if (terms.channel === 'none') return []
  const found: Addressee[] = []
  const locale = terms.locale ?? customer.locale
  if (terms.channel === 'webhook' && terms.webhookUrl)
    found.push({ key: 'webhook', channel: 'webhook', to: terms.webhookUrl, personId: null, person: null, locale })
  for (const { contactId, channel, events, locale: own } of terms.recipients) {
    const person = customer.people.find(({ id }) => id === contactId)
    if (!person || (event !== null && !(events as string[]).includes(event))) continue
    found.push({ ...reached(person, channel, customer), key: contactId, locale: own ?? locale })
  }
  if (terms.recipients.length > 0 || terms.channel === 'webhook') return found
  const [main] = customer.people
  return [{ ...usually(main, terms.channel, customer), key: '', locale }]
}

type Reached = Pick<Addressee, 'channel' | 'to' | 'personId' | 'person'>

/** As was agreed with this person. */
function reached(person: PersonToTell, channel: 'mail' | 'text' | 'byHand', { textsCanLeave }: Customer): Reached {
  const { id: personId, name, email, mobile } = person
  if (channel === 'mail' && email) return { channel, to: email, personId, person: name }
  if (channel === 'text' && mobile && textsCanLeave) return { channel, to: mobile, personId, person: name }
  return { channel: 'byHand', to: null, personId, person: name }
}

const textPreferred: ReadonlySet<string> = new Set(['sms', 'wechat'])

/** As he likes to be reached where he said so, else as the terms say; who wants to be called is told by a person. */
function usually(main: PersonToTell | undefined, channel: NoticeChannel, customer: Customer): Reached {
  const email = main?.email ?? customer.email
  const preferred = main?.preferred_channel ?? (channel === 'text' ? 'sms' : 'email')
  const person = { personId: main?.id ?? null, person: main?.name ?? null }
  if (channel !== 'byHand' && main?.mobile && customer.textsCanLeave && textPreferred.has(preferred))
    return { channel: 'text', to: main.mobile, ...person }
  if (channel === 'mail' && email && preferred === 'email') return { channel: 'mail', to: email, ...person }
  return { channel: 'byHand', to: null, ...person }
}
