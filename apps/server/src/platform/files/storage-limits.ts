import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { Refusal } from '../refusal.ts'

export interface StorageLimits {
  /** Bytes of all files of one person; null: no limit. */
  userBytes: number | null
  companyBytes: number | null
}

/** Triggers hold every new file against them. Takes the owner's handle. */
export async function keepStorageLimits(tx: Tx, { userBytes, companyBytes }: StorageLimits): Promise<void> {
  await sql`update storage_limits set user_bytes = ${userBytes}, company_bytes = ${companyBytes}`.execute(tx)
}

const gigabyte = 1024 ** 3

/** What the triggers of `storage_use` raise, as a refusal for the person; undefined for any other error. */
export function quotaRefusal(error: { code?: string; detail?: string }): Refusal | undefined {
  if (error.code !== 'QS001') return undefined
  const [whose = '', bytes = '0'] = (error.detail ?? '').split(' ')
  const limitBytes = Number(bytes)
  const limit = `${Math.round((limitBytes / gigabyte) * 100) / 100} GB`
  return whose === 'company'
    ? new Refusal(
        'companyQuotaExceeded',
        413,
        `The company's files have reached their limit of ${limit}. Ask an administrator.`,
        {
          extra: { limitBytes },
        },
      )
    : new Refusal(
        'quotaExceeded',
        413,
        `Your files have reached their limit of ${limit}. Remove some, or ask an administrator.`,
        {
          extra: { limitBytes },
        },
      )
}
