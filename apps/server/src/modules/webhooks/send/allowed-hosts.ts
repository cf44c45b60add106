import { type Database, readAsOwner } from '../../../platform/database.ts'
import type { AllowedHosts } from '../../../platform/outbound/allowed-target.ts'

export async function allowedHosts(database: Database): Promise<AllowedHosts> {
  const rows = await readAsOwner(database, (db) => db.selectFrom('webhook_hosts').select('host').execute())
  return new Set(rows.map(({ host }) => host))
}
