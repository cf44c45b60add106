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

/** As the codes say whom customerOf would look up one by one: of many messages, in one round trip. */
export async function codedCustomers(
  db: Db,
  named: readonly { partner: Partner; customer: NamedCustomer }[],
): Promise<(partner: Partner, codes: readonly string[]) => Id | undefined> {
  const asked = named.flatMap(({ partner, customer }) => customer.codes.map((code) => ({ partner: partner.id, code })))
  const known = new Map<string, Id>()
  const keyOf = (partner: Id, code: string) => `${partner} ${code}`
  if (asked.length > 0) {
    const { rows } = await connectionOf(db).query<{ partner_id: Id; code: string; account_id: Id }>({
      name: 'edi-customers',
      text: `select k.partner_id, k.code, k.account_id from edi_codes k
             where  (k.partner_id, k.code) in (select * from unnest($1::uuid[], $2::text[]))`,
      values: [asked.map(({ partner }) => partner), asked.map(({ code }) => code)],
    })
    for (const { partner_id, code, account_id } of rows) known.set(keyOf(partner_id, code), account_id)
  }
  return (partner, codes) =>
    codes.flatMap((code) => known.get(keyOf(partner.id, code)) ?? [])[0] ?? partner.accountId ?? undefined
}
