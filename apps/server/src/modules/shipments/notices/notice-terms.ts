import type { BodyOf, NoticeTerms, setCompanyNoticeTerms } from '@quayside/contract'
import { type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound } from '../../../platform/refusal.ts'

type Terms = BodyOf<typeof setCompanyNoticeTerms>
type TermsRow = NoticeTerms & Record<string, unknown>
const columns = 'events, channel, quiet_from as "quietFrom", quiet_to as "quietTo", version'
const companyId = '01990000-0000-7000-8000-0000000000e0'

async function termsOf(db: Db, accountId: Id | null): Promise<NoticeTerms | null> {
  const text = `select ${columns} from notice_terms where account_id is not distinct from $1::uuid`
  return (await prepared<TermsRow>(db, 'notice-terms', text, [accountId]))[0] ?? null
}

export async function readTerms(db: Db, user: User, accountId: Id | undefined) {
  const company = await termsOf(db, null)
  if (!company) throw new Error('The company has no notice terms.')
  const change = user.rights.modules.shipments.change
  return {
    company,
    own: accountId ? await termsOf(db, accountId) : null,
    can: { change: accountId ? change !== 'none' : change === 'all' },
  }
}

export async function setCompanyTerms(
  tx: Tx,
  user: User,
  version: number,
  terms: Terms,
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

/** `terms` null: the company's hold for him again. */
export async function setTerms(
  tx: Tx,
  user: User,
  accountId: Id,
  terms: Terms | null,
  now: Date,
): Promise<NoticeTerms | null> {
  const [account] = await prepared(
    tx,
    'account-of-terms',
    'select from accounts where id = $1 and deleted_at is null',
    [accountId],
  )
  if (!account) throw notFound('account')
  if (terms === null)
    await prepared(tx, 'forget-notice-terms', 'delete from notice_terms where account_id = $1', [accountId])
  else
    await prepared(
      tx,
      'set-notice-terms',
      `insert into notice_terms (id, account_id, events, channel, quiet_from, quiet_to) values ($1, $2, $3, $4, $5, $6)
       on conflict (account_id) do update set events = excluded.events, channel = excluded.channel, quiet_from = excluded.quiet_from,
         quiet_to = excluded.quiet_to, version = notice_terms.version + 1`,
      [newId(), accountId, terms.events, terms.channel, terms.quietFrom, terms.quietTo],
    )
  await recordEvent(tx, {
    kind: 'noticeTerms.changed',
    subject: { type: 'account', id: accountId },
    accountId,
    actorId: user.id,
    at: now,
    data: { ...(terms ?? { channel: 'company' }) },
  })
  return termsOf(tx, accountId)
}
