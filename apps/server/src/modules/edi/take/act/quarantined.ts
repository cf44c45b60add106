import type { Sentence } from '@quayside/contract'
import type { Settled } from '../settle-message.ts'

export const quarantined = (
  why: Sentence | readonly Sentence[],
  about: Omit<Settled, 'status' | 'reasons'> = {},
): Settled => ({
  ...about,
  status: 'quarantined',
  reasons: Array.isArray(why) ? why : [why as Sentence],
})
