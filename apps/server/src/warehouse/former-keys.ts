import type { Run } from './engine.ts'

/** Keys that accounts had before all is loaded anew, for as long as that takes. */
export const formerKeys = 'former_keys'

/**
 * An account keeps its key for life, through a load from zero too: whoever counted by keys before it looks up afterwards whose they are. A
 * key that stands twice is a fault that the load is to mend, and is not kept.
 */
export async function rememberKeys(run: Run): Promise<void> {
  await run(
    `create temp table ${formerKeys} as select account_id, account_key from dim_account
     where  account_id in (select account_id from dim_account group by account_id having count(*) = 1)
     and    account_key in (select account_key from dim_account group by account_key having count(*) = 1)`,
  )
}

/** Before anything was loaded there are none: keys are then given in the order in which accounts come, which no join turns about. */
export async function knowsFormerKeys(run: Run): Promise<boolean> {
  const found = await run(`select 1 as one from ${formerKeys} limit 1`)
  return (found.one ?? []).length > 0
}

export const forgetKeys = (run: Run) => run(`drop table ${formerKeys}`)
