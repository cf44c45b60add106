import { z } from 'zod'
import { AccountRef, PersonRef, Tier } from '../accounts/index.ts'
import { route } from '../route.ts'
import { ById, Day, Instant, PageQuery, pageOf } from '../shapes.ts'
import { ClassificationQuery } from './classification.ts'

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

const Class = z.enum(['A', 'B', 'C', 'D'])
export const readTierMoves = route('readTierMoves', 'GET', '/classification/moves', {
  summary: 'Who moved between tiers since the period before',
  tag,
  door: analyses('read'),
  cost: 'lookUp',
  query: ClassificationQuery,
  reply: z.strictObject({
    /** null where the period has no beginning or no end: there is nothing before all time. */
    before: z.strictObject({ from: Day, to: Day }).nullable(),
    links: z.array(
      z.strictObject({ from: Class.or(z.literal('new')), to: Class.or(z.literal('gone')), customers: z.int() }),
    ),
    up: z.int(),
    down: z.int(),
    new: z.int(),
    gone: z.int(),
    /** Customers who kept their tier ÷ customers in both periods; null without any. */
    stability: z.number().nullable(),
  }),
})
export const listTierMovers = route('listTierMovers', 'GET', '/classification/movers', {
  summary: 'The customers behind a move between tiers, the largest first',
  tag,
  door: analyses('read'),
  cost: 'lookUp',
  query: ClassificationQuery.extend({
    ...PageQuery,
    moveFrom: Class.or(z.literal('new')),
    moveTo: Class.or(z.literal('gone')),
  }),
  reply: pageOf(
    z.strictObject({
      account: AccountRef,
      owner: PersonRef.nullable(),
      value: z.number().nullable(),
      valueBefore: z.number().nullable(),
    }),
  ),
})

/** 1 to 5 as people judged it, or not judged. */
const Potential = z.int().min(1).max(5).nullable()
export const readTierPotential = route('readTierPotential', 'GET', '/classification/potential', {
  summary: 'Tiers against potential 发展潜力, the second axis of the classification',
  tag,
  door: analyses('read'),
  cost: 'lookUp',
  reply: z.strictObject({
    cells: z.array(z.strictObject({ tier: Tier, potential: Potential, accounts: z.int() })),
  }),
})
