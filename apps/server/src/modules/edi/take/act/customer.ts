import { connectionOf, type Db } from '../../../../platform/database.ts'
import type { Id } from '../../../../platform/ids.ts'
import type { Partner } from '../../partners/find-partner.ts'
import type { NamedCustomer } from '../understand/understood.ts'

/** Whose order it is: whom a person chose, whom a code of the partner names, or for whom the partner places orders. */
export async function customerOf(
  db: Db,
  partner: Partner,
  named: NamedCustomer,
  chosen: Id | null,
): Promise<Id | undefined> {
  if (chosen) return chosen
  if (named.codes.length > 0) {
    const { rows } = await connectionOf(db).query<{ account_id: Id }>({
      name: 'edi-customer',
      text: `select account_id from edi_codes where partner_id = $1 and code = any ($2) order by array_position($2, code) limit 1`,
      values: [partner.id, named.codes],
    })
    if (rows[0]) return rows[0].account_id
  }
  return partner.accountId ?? undefined
}
