import { z } from 'zod'
import { AccountRef, Tier } from '../accounts/index.ts'
import { Day } from '../shapes.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

const Span = z.strictObject({ from: Day, to: Day })

/** A customer not bought from us in the period, and what it would be worth to win. */
export const Wanted = z.strictObject({
  account: AccountRef,
  industry: z.string().nullable(),
  /** 1 … 5; null: nobody graded it. */
  potential: z.int().nullable(),
  /** Bought before, but not in the period. */
  former: z.boolean(),
  /** Mean revenue of the customers of its industry within twelve months × its potential ÷ theirs. */
  sizeE4: z.number(),
  /** Revenue of its industry this year ÷ the same days last year, within ½ … 2. */
  growth: z.number(),
  /** Share of accounts like it that came to buy within a year, 0…1. */
  chance: z.number(),
  /** size × growth × chance. */
  worthE4: z.number(),
})
export type Wanted = z.infer<typeof Wanted>

export const Complainer = z.strictObject({
  account: AccountRef,
  complaints: z.int(),
  lastOn: Day,
  /** Of the year before. */
  revenueE4: z.number(),
  rank: z.int(),
})
export type Complainer = z.infer<typeof Complainer>

export const Biggest = z.strictObject({
  account: AccountRef,
  /** Place among the customers of the year before. */
  rank: z.int(),
  lastYearE4: z.number(),
  sameDaysE4: z.number(),
  thisYearE4: z.number(),
  /** Now ÷ the same days before − 1; null where there was nothing in them. */
  change: z.number().nullable(),
})
export type Biggest = z.infer<typeof Biggest>

/** The four questions of the sources (ANA-12), each with the rows behind its answer. */
export const fourQuestions = analysis('four-questions', {
  summary: 'The four questions 四个问题 (ANA-12)',
  tells: ['finance', 'behaviour'],
  query: AnalysisFilter.extend({
    /** How many customers "the biggest" are. */
    biggest: z.coerce.number().int().min(1).max(200).default(20),
    limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
  reply: z.strictObject({
    basis: AnalysisBasis,
    /** This year so far, the same days a year before, and the whole of the year before. */
    thisYear: Span,
    sameDays: Span,
    lastYear: Span,
    wanted: z.strictObject({
      /** Accounts without an order in the period. */
      candidates: z.int(),
      rows: z.array(Wanted),
    }),
    complaints: z.strictObject({
      /** false: the reader's roles do not show what customers said. */
      seen: z.boolean(),
      /** Complaints of the year before of all customers seen; 0 may mean that nobody records them. */
      recorded: z.int(),
      /** Complaints ever recorded with customers seen. */
      ever: z.int(),
      /** Of the biggest, those who complained twice or more. */
      rows: z.array(Complainer),
    }),
    bought: z.strictObject({
      less: z.int(),
      more: z.int(),
      none: z.int(),
      sameDaysE4: z.number(),
      thisYearE4: z.number(),
      rows: z.array(Biggest),
    }),
    tiers: z.strictObject({
      /** By the tier shown everywhere; customers without one are left out. */
      counts: z.array(
        z.strictObject({ tier: Tier, accounts: z.int(), revenueE4: z.number(), share: z.number().nullable() }),
      ),
      /** The customers of A by revenue. */
      rows: z.array(z.strictObject({ account: AccountRef, tier: Tier, revenueE4: z.number() })),
    }),
  }),
})
