import type { User } from '../../../platform/http/serve.ts'
import { mayChangeAccount, mayDeleteAccount } from '../accounts.policy.ts'
import type { PairRow } from './pairs.queries.ts'

type Asker = Pick<User, 'id' | 'teamIds' | 'rights'>
type Sides = Pick<PairRow, 'low' | 'high'>

/** Who may change one of two accounts may say that they are two. */
export const mayDismiss = (user: Asker, { low, high }: Sides): boolean =>
  mayChangeAccount(user, low) || mayChangeAccount(user, high)

/** Merging puts one account away and fills the other: it needs the right to delete both. */
export const mayMerge = (user: Asker, { low, high }: Sides): boolean =>
  mayDeleteAccount(user, low) && mayDeleteAccount(user, high)
