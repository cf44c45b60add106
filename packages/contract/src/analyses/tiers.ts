import { z } from 'zod'
import { AccountRef, PersonRef, Tier } from '../accounts/index.ts'
import { route } from '../route.ts'
import { ById, Day, Instant, PageQuery, pageOf } from '../shapes.ts'

const tag = 'Analyses'
const analyses = (action: 'read' | 'change') => ({ module: 'analyses', action }) as const

/** A tier set by people against the ranking. */
export const HandTier = z.strictObject({
  tier: Tier,
  reason: z.string(),
  /** Last day it holds; null: until it is taken back. */
  until: Day.nullable(),
  by: PersonRef.nullable(),
  at: Instant,
})
export const AccountTier = z.strictObject({
  tier: Tier.nullable(),
  since: Day.nullable(),
  /** What the ranking says. */
  ranked: Tier.nullable(),
  /** Place in the ranking, from 1. */
  rank: z.int().nullable(),
  byHand: HandTier.nullable(),
  mayChange: z.boolean(),
})
export type AccountTier = z.infer<typeof AccountTier>

export const readAccountTier = route('readAccountTier', 'GET', '/accounts/:id/tier', {
  summary: 'The tier of a customer: by rank, or set by hand and why',
  tag,
  door: analyses('read'),
  params: ById,
  reply: AccountTier,
})
export const TierByHand = z.strictObject({
  tier: Tier,
  reason: z.string().trim().min(3).max(500),
  until: Day.nullable().default(null),
})
export const setTierByHand = route('setTierByHand', 'PUT', '/accounts/:id/tier', {
  summary: 'Set the tier of a customer by hand, with a reason and an end',
  tag,
  door: analyses('change'),
  params: ById,
  body: TierByHand,
  reply: AccountTier,
})
export const takeBackTierByHand = route('takeBackTierByHand', 'DELETE', '/accounts/:id/tier', {
  summary: 'Let the ranking decide the tier again',
  tag,
  door: analyses('change'),
  params: ById,
  status: 200,
  reply: AccountTier,
})
export const listTiersByHand = route('listTiersByHand', 'GET', '/classification/by-hand', {
  summary: 'Customers whose tier was set by hand, those that end soonest first',
  tag,
  door: analyses('read'),
  query: z.strictObject(PageQuery),
  reply: pageOf(HandTier.extend({ account: AccountRef, ranked: Tier.nullable() })),
})
