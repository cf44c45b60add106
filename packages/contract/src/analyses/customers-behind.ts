import { z } from 'zod'
import { AccountRef, PersonRef, Tier } from '../accounts/index.ts'
import { type Route, route } from '../route.ts'
import { PageQuery, pageOf } from '../shapes.ts'
import type { Analysis } from './frame.ts'

/** Whom a row of an analysis is about. */
export const CustomerOf = z.strictObject({
  account: AccountRef,
  owner: PersonRef.nullable(),
  tier: Tier.nullable(),
})
export type CustomerOf = z.infer<typeof CustomerOf>

/** How many customers an answer names itself, the first ones; a page reads all of them from the list. */
export const RowsOfAnswer = { rows: z.coerce.number().int().min(0).max(100_000).default(200) }

/** The file of an analysis names everybody, up to a hundred thousand. */
export const allInFile = <A extends Analysis>(analysis: A): A => ({
  ...analysis,
  file: { ...analysis.file, query: analysis.file.query.extend({ rows: RowsOfAnswer.rows.default(100_000) }) },
})

type Paged<Q extends z.ZodRawShape> = z.ZodObject<Q & typeof PageQuery, z.core.$strict>

/** Declares the list of customers behind an analysis, e.g. `customersBehind('rfm', 'listRfm', { summary, query, row })`. */
export function customersBehind<Q extends z.ZodRawShape, R extends z.ZodType>(
  analysis: string,
  name: string,
  { summary, query, row }: { summary: string; query: z.ZodObject<Q, z.core.$strict>; row: R },
): Route<z.ZodObject, Paged<Q>, z.ZodType, ReturnType<typeof pageOf<R>>> {
  return route(name, 'GET', `/analyses/${analysis}/customers`, {
    summary,
    tag: 'Analyses',
    door: { module: 'analyses', action: 'read' },
    cost: 'lookUp',
    query: query.extend(PageQuery) as Paged<Q>,
    reply: pageOf(row),
  })
}
