import type { AccountTier, TierByHand } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import { type Database, type Db, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound, Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'

interface Row {
  tier: AccountTier['tier']
  since: string | null
  ranked: AccountTier['ranked']
  rank: number | null
  hand_tier: NonNullable<AccountTier['byHand']>['tier'] | null
  hand_reason: string | null
  hand_until: string | null
  hand_at: Date | null
  hand_by: Id | null
  hand_by_name: string | null
}

/** Through the row policies: who is out of the reader's sight is not there. */
export async function readTier(db: Db, id: Id, user: User): Promise<AccountTier> {
  const found = await sql<Row>`
    select f.tier, f.tier_since as since, f.ranked_tier as ranked, f.value_rank as rank,
           f.hand_tier, f.hand_reason, f.hand_until, f.hand_at, f.hand_by, u.name as hand_by_name
    from   accounts a
    left   join account_figures f on f.account_id = a.id
    left   join users u on u.id = f.hand_by
    where  a.id = ${id} and a.deleted_at is null`.execute(db)
  const [row] = found.rows
  if (!row) throw notFound('customer')
  const { tier, since, ranked, rank } = row
  const byHand = row.hand_tier &&
    row.hand_at && {
      tier: row.hand_tier,
      reason: row.hand_reason ?? '',
      until: row.hand_until,
      at: row.hand_at.toISOString(),
      by: row.hand_by && row.hand_by_name ? { id: row.hand_by, name: row.hand_by_name } : null,
    }
  return {
    tier,
    since,
    ranked,
    rank,
    byHand: byHand || null,
    mayChange: user.rights.modules.analyses.change !== 'none',
  }
}

/** Holds from now until the end of the day given, whatever the ranking says. */
export async function setTier(
  database: Database,
  id: Id,
  { tier, reason, until }: z.output<typeof TierByHand>,
  user: User,
  now: Date,
): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    const today = await companyDay(tx, now)
    if (until !== null && until < today) throw alreadyOver(until)
    await sql`
      insert into account_figures as f (account_id, tier, tier_since, hand_tier, hand_reason, hand_until, hand_by, hand_at)
      values (${id}, ${tier}, ${today}, ${tier}, ${reason}, ${until}, ${user.id}, ${now})
      on conflict (account_id) do update
        set hand_tier = ${tier}, hand_reason = ${reason}, hand_until = ${until}, hand_by = ${user.id}, hand_at = ${now},
            tier = ${tier}, tier_since = case when f.tier is distinct from ${tier} then ${today}::date else f.tier_since end`.execute(
      tx,
    )
    await recordEvent(tx, {
      kind: 'account.tierSetByHand',
      subject: { type: 'account', id },
      accountId: id,
      actorId: user.id,
      at: now,
      data: { tier, reason, until },
    })
  })
}

export async function takeBackTier(database: Database, id: Id, user: User, now: Date): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    const today = await companyDay(tx, now)
    const changed = await sql<{ tier: string | null }>`
      update account_figures
      set    hand_tier = null, hand_reason = null, hand_until = null, hand_by = null, hand_at = null, tier = ranked_tier,
             tier_since = case when tier is distinct from ranked_tier then ${today}::date else tier_since end
      where  account_id = ${id} and hand_tier is not null returning tier`.execute(tx)
    if (changed.rows.length === 0) return
    await recordEvent(tx, {
      kind: 'account.tierLeftToRanking',
      subject: { type: 'account', id },
      accountId: id,
      actorId: user.id,
      at: now,
      data: { tier: changed.rows[0]?.tier },
    })
  })
}

const alreadyOver = (until: string) => {
  const message = `The last day of a tier set by hand must not lie in the past; ${until} does.`
  return new Refusal('alreadyOver', 422, message, {
    errors: [{ path: '/body/until', code: 'alreadyOver', message }],
    extra: inBothLanguages(`手工等级的截止日不能早于今天；${until} 已过。`, message),
  })
}
