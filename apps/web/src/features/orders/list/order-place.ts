import { Filter, OrderSort, OrderStatus } from '@quayside/contract'
import { z } from 'zod'

/** What the tabs show: a status, or orders not taken yet. */
export const OrderTab = z.enum([...OrderStatus.options, 'quarantined', 'drafts'])
export type OrderTab = z.infer<typeof OrderTab>

/** The list in the address. With a view, what is absent comes from the view; `null` and `''` mean "none, whatever the view says". */
export const OrderPlace = z.object({
  view: z.string().max(60).optional(),
  tab: OrderTab.optional(),
  /** As links of former days and other pages say it. */
  status: OrderStatus.optional(),
  accountId: z.uuid().optional(),
  batch: z.uuid().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  q: z.string().max(100).optional(),
  filter: Filter.nullable().optional(),
  sort: OrderSort.nullable().optional(),
  peek: z.uuid().optional(),
})
export type OrderPlace = z.infer<typeof OrderPlace>
