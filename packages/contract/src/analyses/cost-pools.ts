import { z } from 'zod'
import { route } from '../route.ts'
import { AmountE4, ById, Currency, Id } from '../shapes.ts'

const tag = 'Analyses'
const analyses = (action: 'read' | 'change') => ({ module: 'analyses', action }) as const

/** By what a pool is laid on customers. Receivables: revenue × days of payment agreed; returns: lines below zero. */
export const CostDriver = z.enum(['orders', 'lines', 'revenue', 'weight', 'returns', 'receivables', 'customers'])
export type CostDriver = z.infer<typeof CostDriver>

/** What serving customers costs besides what stands on order lines (ANA-11). */
export const CostPoolValues = z.strictObject({
  nameZh: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().min(1).max(60),
  driver: CostDriver,
  /** A month, in ten-thousandths. */
  monthlyE4: AmountE4.min(0).max(1e14),
  currency: Currency,
  /** Does not grow with a customer's volume. */
  fixed: z.boolean().default(false),
})
export type CostPoolValues = z.infer<typeof CostPoolValues>

export const CostPool = CostPoolValues.extend({ id: Id, version: z.int() })
export type CostPool = z.infer<typeof CostPool>
export const CostPools = z.strictObject({ pools: z.array(CostPool), can: z.strictObject({ change: z.boolean() }) })
export type CostPools = z.infer<typeof CostPools>

export const listCostPools = route('listCostPools', 'GET', '/cost-pools', {
  summary: 'What serving customers costs a month, and what drives it',
  tag,
  door: analyses('change'),
  reply: CostPools,
})
export const addCostPool = route('addCostPool', 'POST', '/cost-pools', {
  summary: 'Add a cost pool',
  tag,
  door: analyses('change'),
  body: CostPoolValues,
  reply: CostPools,
})
export const changeCostPool = route('changeCostPool', 'PUT', '/cost-pools/:id', {
  summary: 'Change a cost pool',
  tag,
  door: analyses('change'),
  params: ById,
  body: CostPoolValues,
  reply: CostPools,
  versioned: true,
})
export const removeCostPool = route('removeCostPool', 'DELETE', '/cost-pools/:id', {
  summary: 'Remove a cost pool',
  tag,
  door: analyses('change'),
  params: ById,
  reply: CostPools,
  versioned: true,
})
