import type { BodyOf, CustomerNoticeTerms, NoticeTerms, setCompanyNoticeTerms } from '@quayside/contract'
import { type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import type { Seal } from '../../../platform/seal.ts'

type TermsRow = NoticeTerms & Record<string, unknown>
const columns =
  'events, channel, quiet_from as "quietFrom", quiet_to as "quietTo", locale, recipients, webhook_url as "webhookUrl", version'
const companyId = '01990000-0000-7000-8000-0000000000e0'

async function termsOf(db: Db, accountId: Id | null): Promise<NoticeTerms | null> {
  const text = `select ${columns} from notice_terms where account_id is not distinct from $1::uuid`
  return (await prepared<TermsRow>(db, 'notice-terms', text, [accountId]))[0] ?? null
}

interface Person {
  id: Id
  name: string
  email: string | null
  mobile: string | null
}

const peopleOf = (db: Db, accountId: Id): Promise<Person[]> =>
  prepared<Person & Record<string, unknown>>(
    db,
    'people-to-tell',
    `select id, name, email, coalesce(mobile, phone) as mobile from contacts where account_id = $1 and active
     order by role = 'consignee' desc, is_primary desc, name, id limit 200`,
    [accountId],
  )

/** Whom a customer's people are shown: as in the customer's own page, also to a key. */
export const seesPeople = ({ rights }: User): boolean =>
  rights.categories.basic.read && rights.modules.accounts.read !== 'none'

export async function readTerms(db: Db, user: User, accountId: Id | undefined) {
  const company = await termsOf(db, null)
  if (!company) throw new Error('The company has no notice terms.')
  const change = user.rights.modules.shipments.change
  const [leave] = await prepared<{ texts: boolean }>(db, 'texts-can-leave', 'select texts_can_leave() as texts', [])
  return {
    company,
    own: accountId ? await termsOf(db, accountId) : null,
    people: accountId && seesPeople(user) ? await peopleOf(db, accountId) : [],
    account: accountId ? await findAccount(db, accountId) : null,
    textsCanLeave: leave?.texts ?? false,
    can: { change: accountId ? change !== 'none' : change === 'all' },
  }
}

async function findAccount(db: Db, id: Id): Promise<{ id: Id; number: string; name: string }> {
  const text = 'select id, number, name from accounts where id = $1 and deleted_at is null'
  const [account] = await prepared<{ id: Id; number: string; name: string }>(db, 'account-of-terms', text, [id])
  if (!account) throw notFound('account')
  return account
}

export async function setCompanyTerms(
  tx: Tx,
  user: User,
  version: number,
  terms: BodyOf<typeof setCompanyNoticeTerms>,
  now: Date,
): Promise<NoticeTerms> {
  if (user.rights.modules.shipments.change !== 'all')
    throw forbidden('These terms hold for every customer: it takes the right to change all shipments.')
  const before = await termsOf(tx, null)
  if (before?.version !== version) throw changedMeanwhile(before)
  const text = `update notice_terms set events = $2, channel = $3, quiet_from = $4, quiet_to = $5, version = version + 1 where id = $1 returning ${columns}`
  const [after] = await prepared<TermsRow>(tx, 'set-company-notice-terms', text, [
    companyId,
    terms.events,
    terms.channel,
    terms.quietFrom,
    terms.quietTo,
  ])
  await recordEvent(tx, {
    kind: 'noticeTerms.changed',
    subject: { type: 'noticeTerms', id: companyId },
    actorId: user.id,
    at: now,
    data: { ...terms },
  })
  return after as NoticeTerms
}

export interface TermsSetting {
  terms: CustomerNoticeTerms | null
  /** Of his own terms; 0: he had none. */
  version: number
  seal: Seal
  now: Date
}

/** `terms` null: the company's hold for him again. */
export async function setTerms(
  tx: Tx,
  user: User,
  accountId: Id,
  { terms, version, seal, now }: TermsSetting,
): Promise<NoticeTerms | null> {
  await findAccount(tx, accountId)
  const before = await termsOf(tx, accountId)
  if ((before?.version ?? 0) !== version) throw changedMeanwhile(before)
  if (terms === null)
    await prepared(tx, 'forget-notice-terms', 'delete from notice_terms where account_id = $1', [accountId])
  else await keepTerms(tx, accountId, terms, seal)
  const { webhookSecret: _, ...told } = terms ?? { channel: 'company' as const, webhookSecret: undefined }
  await recordEvent(tx, {
    kind: 'noticeTerms.changed',
    subject: { type: 'account', id: accountId },
    accountId,
    actorId: user.id,
    at: now,
    data: told,
  })
  return termsOf(tx, accountId)
}

async function keepTerms(tx: Tx, accountId: Id, terms: CustomerNoticeTerms, seal: Seal): Promise<void> {
  const known = new Set((await peopleOf(tx, accountId)).map(({ id }) => id))
  const stranger = terms.recipients.findIndex(({ contactId }) => !known.has(contactId))
  if (stranger >= 0)
    throw invalid(`/terms/recipients/${stranger}/contactId`, 'This person is not one of the customer’s.')
  const before = await termsOf(tx, accountId)
  if (terms.channel === 'webhook' && !terms.webhookUrl)
    throw invalid('/terms/webhookUrl', 'An address is needed to tell the customer’s own system.')
  if (terms.webhookUrl && !terms.webhookSecret && before?.webhookUrl !== terms.webhookUrl)
    throw invalid('/terms/webhookSecret', 'A new address needs a secret to sign with.')
  await prepared(
    tx,
    'set-notice-terms',
    `insert into notice_terms (id, account_id, events, channel, quiet_from, quiet_to, locale, recipients, webhook_url, webhook_secret)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (account_id) do update set events = excluded.events, channel = excluded.channel, quiet_from = excluded.quiet_from,
       quiet_to = excluded.quiet_to, locale = excluded.locale, recipients = excluded.recipients, webhook_url = excluded.webhook_url,
       webhook_secret = case when excluded.webhook_url is null then null else coalesce(excluded.webhook_secret, notice_terms.webhook_secret) end,
       version = notice_terms.version + 1`,
    [
      newId(),
      accountId,
      terms.events,
      terms.channel,
      terms.quietFrom,
      terms.quietTo,
      terms.locale,
      JSON.stringify(terms.recipients),
      terms.webhookUrl,
      terms.webhookSecret ? seal.close(terms.webhookSecret) : null,
    ],
  )
}

const invalid = (path: string, message: string) =>
  new Refusal('invalidRequest', 422, message, { errors: [{ path, code: 'invalid', message }] })
