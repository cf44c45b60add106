import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

/** Asks for the code again on every device. A new password or second factor does so by itself (0182_trusted_devices.sql). Takes the owner's handle. */
export async function forgetDevices(tx: Tx, userId: Id): Promise<void> {
  await sql`select forget_devices(${userId})`.execute(tx)
}
