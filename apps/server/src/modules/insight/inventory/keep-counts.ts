import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import type { PlacedCount } from './place-counts.ts'

const atOnce = 5_000

/** Writes counts through the row policies; one that is there already is corrected, and left alone where it says the same. */
export async function keepCounts(
  tx: Tx,
  batchId: string,
  counts: readonly PlacedCount[],
  now: Date,
): Promise<{ added: number; corrected: number }> {
  const kept = { added: 0, corrected: 0 }
  for (let at = 0; at < counts.length; at += atOnce) {
    const rows = counts
      .slice(at, at + atOnce)
      .map(({ accountId, day, site, sku, quantity, unit, valueE4, currency }) => ({
        id: newId(),
        account_id: accountId,
        day,
        site,
        sku,
        quantity,
        unit,
        value_e4: valueE4,
        currency,
      }))
    // A row that this statement made has no former version, which xmax tells.
    const result = await sql<{ added: boolean }>`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
               (id uuid, account_id uuid, day date, site text, sku text, quantity numeric, unit text, value_e4 bigint, currency text)),
      corrected as (
        insert into inventory_corrections (import_id, snapshot_id, former)
        select ${batchId}::uuid, s.id, jsonb_build_object('quantity', s.quantity, 'unit', s.unit, 'value_e4', s.value_e4,
               'currency', s.currency, 'import_batch_id', s.import_batch_id)
        from   inventory_snapshots s join given g using (account_id, site, sku, day)
        where  (s.quantity, s.unit, s.value_e4, s.currency) is distinct from (g.quantity, g.unit, g.value_e4, g.currency))
      insert into inventory_snapshots as s
             (id, account_id, day, site, sku, quantity, unit, value_e4, currency, import_batch_id, created_at, updated_at)
      select id, account_id, day, site, sku, quantity, unit, value_e4, currency, ${batchId}::uuid, ${now}, ${now}
      from   given
      on conflict (account_id, site, sku, day) do update
      set    quantity = excluded.quantity, unit = excluded.unit, value_e4 = excluded.value_e4, currency = excluded.currency,
             import_batch_id = excluded.import_batch_id, updated_at = excluded.updated_at, version = s.version + 1
      where  (s.quantity, s.unit, s.value_e4, s.currency)
             is distinct from (excluded.quantity, excluded.unit, excluded.value_e4, excluded.currency)
      returning s.xmax = 0 as added`.execute(tx)
    for (const { added } of result.rows) kept[added ? 'added' : 'corrected']++
  }
  return kept
}
