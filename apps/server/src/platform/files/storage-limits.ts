import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { Refusal } from '../refusal.ts'

export interface StorageLimits {
  /** Bytes of all files of one person; null: no limit. */
  userBytes: number | null
  companyBytes: number | null
}

/** What the configuration allows: triggers hold every new file against it. Takes the owner's handle. */
export async function keepStorageLimits(tx: Tx, { userBytes, companyBytes }: StorageLimits): Promise<void> {
  await sql`update storage_limits set user_bytes = ${userBytes}, company_bytes = ${companyBytes}`.execute(tx)
}

/** 20 GB, 1.5 MB; steps of 1,024. */
function sizeText(bytes: number): string {
  const [unit, size] = bytes >= 1024 ** 3 ? ['GB', 1024 ** 3] : ['MB', 1024 ** 2]
  return `${Math.round((bytes / (size as number)) * 100) / 100} ${unit}`
}

/** What the triggers of `storage_use` raise, as a refusal for the person; undefined for any other error. */
export function quotaRefusal(error: { code?: string; detail?: string }): Refusal | undefined {
  if (error.code !== 'QS001') return undefined
  const [whose = '', bytes = '0'] = (error.detail ?? '').split(' ')
  const limitBytes = Number(bytes)
  const limit = sizeText(limitBytes)
  const extra = { limitBytes }
  return whose === 'company'
    ? new Refusal(
        'companyQuotaExceeded',
        413,
        `The company's files have reached their limit of ${limit}; nothing was kept. Ask an administrator.`,
        { extra },
      )
    : new Refusal(
        'quotaExceeded',
        413,
        `Your files have reached their limit of ${limit}; nothing was kept. Remove some, or ask an administrator.`,
        { extra },
      )
}
