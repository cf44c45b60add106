import { z } from 'zod'
import { route } from '../route.ts'
import { Id } from '../shapes.ts'
import { NewAccount } from './account-fields.ts'
import { accounts, tag } from './doors.ts'
import { AccountRef } from './refs.ts'

export const similarAccounts = route('similarAccounts', 'POST', '/similar-accounts', {
  summary: 'Accounts that look like the one being typed',
  tag,
  door: accounts('read'),
  cost: 'lookUp',
  status: 200,
  body: NewAccount.partial().extend({ exceptId: Id.optional() }),
  reply: z.array(
    z.strictObject({
      account: AccountRef,
      score: z.number(),
      verdict: z.enum(['same', 'probable']),
      reasons: z.array(z.strictObject({ field: z.string(), similarity: z.number() })),
      /** False: it exists but the asker may not see it; then the name is empty, no reasons are told, and `team` says whom to ask. */
      visible: z.boolean(),
      team: z.string().nullable(),
    }),
  ),
})
