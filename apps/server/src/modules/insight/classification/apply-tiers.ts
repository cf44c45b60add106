import { ClassificationQuery } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Database, Db, Tx } from '../../../platform/database.ts'
import { readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { sightOfCustomers } from '../frame/visible-to.ts'
import { classifyAccounts, tierAt } from './classify-accounts.ts'

type Chosen = z.output<typeof ClassificationQuery>

interface Applied {
  accounts: number
  moved: number
  /** What the company had chosen until now. */
  before: Chosen
}

/**
 * Makes a classification of the whole base the tier shown everywhere, and tells each account that moved.
 * Runs as the owner: a tier is the company's judgement over all its customers, not over those one person sees.
 */
export async function applyTiers(
  database: Database,
  warehouse: Warehouse,
  query: Chosen,
  actorId: Id | null,
  now: Date,
): Promise<Applied> {
  const classified = await classifyAccounts(warehouse, query, { beholder: null, modules: sightOfCustomers })
  const ids = await idsOfRanked(warehouse, classified.ranking.keys)
  const tiers = ids.map((_, place) => tierAt(classified, place))
  return writeAsOwner(database, async (tx) => {
    const before = await chosenClassification(tx)
    const moved = await moveTiers(tx, ids, tiers, actorId, now)
    const chosen =
      await sql`update company set settings = jsonb_set(settings, '{classification}', ${JSON.stringify(query)}::jsonb) where settings -> 'classification' is distinct from ${JSON.stringify(query)}::jsonb`.execute(
        tx,
      )
    if (moved > 0 || chosen.numAffectedRows)
      await recordEvent(tx, {
        kind: 'classification.applied',
        subject: { type: 'company', id: '00000000-0000-0000-0000-000000000000' },
        actorId,
        at: now,
        data: { moved, ...query },
      })
    return { accounts: ids.length, moved, before }
  })
}

/** Brings the tiers up to date with the orders, by the classification the company chose (or the source's pyramid by amount). */
export async function refreshTiers(database: Database, warehouse: Warehouse, now: Date): Promise<Applied> {
  const chosen = await readAsOwner(database, chosenClassification)
  return applyTiers(database, warehouse, chosen, null, now)
}

async function chosenClassification(db: Db): Promise<Chosen> {
  const { settings } = await db.selectFrom('company').select('settings').executeTakeFirstOrThrow()
  return ClassificationQuery.parse((settings as { classification?: unknown } | null)?.classification ?? {})
}

async function idsOfRanked({ engine }: Warehouse, keys: Int32Array): Promise<string[]> {
  const found = await engine.columns('select account_key as key, account_id::varchar as id from dim_account')
  const idOf = new Map((found.key as number[]).map((key, at) => [key, found.id?.[at] as string]))
  return Array.from(keys, (key) => idOf.get(key) as string)
}

/** Writes only what differs, so that a quiet day writes nothing. Accounts outside the ranking lose their tier, unless people set it. */
async function moveTiers(
  tx: Tx,
  ids: readonly string[],
  tiers: readonly string[],
  actorId: Id | null,
  now: Date,
): Promise<number> {
  const result = await sql<{ moved: number }>`
    with today as (
      select (${now}::timestamptz at time zone time_zone)::date as day from company
    ), ranked as (
      select * from unnest(${ids}::uuid[], ${tiers}::text[]) with ordinality as r (account_id, ranked_tier, place)
    ), wanted as materialized (
      -- What people set holds until its last day; then the ranking does.
      select f.account_id, r.ranked_tier, r.place, f.tier as tier_from, f.hand_tier, f.hand_until, h.holds,
             case when h.holds then f.hand_tier else r.ranked_tier end as tier_to
      from   account_figures f left join ranked r using (account_id)
      cross  join today
      cross  join lateral (select f.hand_tier is not null and coalesce(f.hand_until >= today.day, true) as holds) h
      where (r.account_id is not null or f.tier is not null or f.ranked_tier is not null or f.hand_tier is not null)
      and   (f.tier is distinct from case when h.holds then f.hand_tier else r.ranked_tier end
             or f.ranked_tier is distinct from r.ranked_tier or f.value_rank is distinct from r.place or (f.hand_tier is not null and not h.holds))
    ), taken as materialized (
      -- One after the other by id, as orders that come in at the same time take their customers: neither then waits for what the other waits for.
      select f.account_id from account_figures f join wanted w using (account_id) order by f.account_id for no key update of f
    ), changed as (
      update account_figures f
      set    tier = w.tier_to, ranked_tier = w.ranked_tier, value_rank = w.place,
             hand_tier = case when w.holds then f.hand_tier end, hand_reason = case when w.holds then f.hand_reason end,
             hand_until = case when w.holds then f.hand_until end, hand_by = case when w.holds then f.hand_by end,
             hand_at = case when w.holds then f.hand_at end,
             tier_since = case when w.tier_from is distinct from w.tier_to then today.day else f.tier_since end
      from   wanted w join taken using (account_id), today
      where  f.account_id = w.account_id
      -- What people set meanwhile stands.
      and    (f.hand_tier, f.hand_until) is not distinct from (w.hand_tier, w.hand_until)
      returning f.account_id, w.tier_from, w.tier_to
    ), told as (
      insert into events (id, at, actor_id, subject_type, subject_id, account_id, kind, data)
      select gen_random_uuid(), ${now}, ${actorId}, 'account', c.account_id, c.account_id, 'account.tierMoved', jsonb_build_object('from', c.tier_from, 'to', c.tier_to)
      from   changed c join accounts a on a.id = c.account_id
      where  c.tier_from is distinct from c.tier_to
      returning 1
    )
    select count(*) as moved from told`.execute(tx)
  return result.rows[0]?.moved ?? 0
}
