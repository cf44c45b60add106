import type { BodyOf, chooseEdiCustomer } from '@quayside/contract'
import { connectionOf, type Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { lockToMend, replay } from './replay.ts'

/** Says whose order a message is; the code by which the partner calls this customer is known from then on. */
export async function chooseCustomer(
  tx: Tx,
  user: User,
  id: Id,
  { accountId, remember }: BodyOf<typeof chooseEdiCustomer>,
  now: Date,
): Promise<void> {
  const message = await lockToMend(tx, id)
  const { rowCount } = await connectionOf(tx).query('select from accounts where id = $1 and deleted_at is null', [
    accountId,
  ])
  if (rowCount !== 1) throw new Refusal('noSuchCustomer', 422, 'There is no such customer.')
  await connectionOf(tx).query('update edi_messages set account_id = $2 where id = $1', [id, accountId])
  const code = message.about.customer?.codes[0]
  if (remember !== false && code && message.partnerId)
    await connectionOf(tx).query(
      `insert into edi_codes (id, partner_id, code, account_id) values ($1, $2, left($3, 80), $4)
       on conflict (partner_id, code) do update set account_id = excluded.account_id`,
      [newId(), message.partnerId, code, accountId],
    )
  await replay(tx, user, message, now, 'customerChosen')
}
