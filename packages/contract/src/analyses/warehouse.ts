import { z } from 'zod'
import { route } from '../route.ts'
import { AmountE4 } from '../shapes.ts'

export const readWarehouse = route('readWarehouse', 'GET', '/warehouse', {
  summary: 'State of the warehouse: engine, rows, lag',
  tag: 'Analyses',
  door: { module: 'analyses', action: 'read' },
  reply: z.strictObject({
    engine: z.string(),
    state: z.enum(['loading', 'following', 'stopped']),
    behindSeconds: z.number(),
    accounts: z.int(),
    orders: z.int(),
    lines: z.int(),
    /** null for who may not see money. */
    amountE4: AmountE4.nullable(),
    lastLoadedAt: z.string().nullable(),
  }),
})
