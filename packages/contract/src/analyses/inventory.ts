import { z } from 'zod'
import { AccountRef } from '../accounts/index.ts'
import { route } from '../route.ts'
import { ById, Day, Id, Instant } from '../shapes.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

/** Money in ten-thousandths, at cost. Only order lines whose cost is known count. null: cannot be worked out. */
const figures = {
  revenueE4: z.number(),
  /** Sales at cost. */
  costE4: z.number(),
  /** Stock at cost. Per site the mean over the days on which it was counted; sites added up. null: no day of known value. */
  averageE4: z.number().nullable(),
  /** 商品周转率: sales at cost ÷ average stock at cost, times in the period. */
  turnover: z.number().nullable(),
  /** Days of the period ÷ turnover: how long the stock lasts at this pace. */
  daysOfStock: z.number().nullable(),
}

/** Turnover of one customer (ANA-3 … ANA-5), or of all of them. */
export const InventoryFigures = z.strictObject({
  ...figures,
  grossMargin: z.number().nullable(),
  /** 交叉比率: gross margin × turnover. */
  crossRatio: z.number().nullable(),
  /** Revenue ÷ revenue of all customers with stock. */
  shareOfSales: z.number().nullable(),
  /** 贡献比率: cross ratio × share of sales. */
  contributionRatio: z.number().nullable(),
})
export type InventoryFigures = z.infer<typeof InventoryFigures>

export const InventoryCustomer = InventoryFigures.extend({
  account: AccountRef,
  sites: z.int(),
  /** The last day on which anything was counted. */
  lastDay: Day,
})
export type InventoryCustomer = z.infer<typeof InventoryCustomer>

export const inventory = analysis('inventory', {
  summary: 'Inventory turnover 库存周转 (ORG-6, ANA-3 to ANA-5)',
  tells: ['finance'],
  query: AnalysisFilter.extend({ limit: z.coerce.number().int().min(1).max(1000).default(200) }),
  reply: z.strictObject({
    basis: AnalysisBasis,
    /** Days the period has; an open end is the first or last day known, and none lies in the future. */
    days: z.int(),
    /** Customers counted within the period. */
    customers: z.int(),
    counted: z.strictObject({
      snapshots: z.int(),
      /** Of them without a value: the day of such a site is left out of its average. */
      unvalued: z.int(),
      /** Counted in another currency, and not in the figures. */
      inOtherCurrencies: z.int(),
    }),
    total: InventoryFigures,
    /** Largest stock first. */
    rows: z.array(InventoryCustomer),
    /** Each of the customers counted in that month. */
    months: z.array(z.strictObject({ month: Day, ...figures })),
  }),
})

/** What a column of stock counts holds. */
export const InventoryField = z.enum(['customer', 'site', 'sku', 'day', 'quantity', 'unit', 'value', 'currency'])
export type InventoryField = z.infer<typeof InventoryField>

/** A row left behind, and why. */
export const InventoryFault = z.strictObject({
  /** As a spreadsheet numbers it. */
  row: z.int(),
  /** Letter of the column; null: the whole row. */
  column: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
})
export type InventoryFault = z.infer<typeof InventoryFault>

export const uploadInventory = route('uploadInventory', 'POST', '/inventory-snapshots', {
  summary:
    'Take in stock counts (multipart field `file`; CSV or XLSX with customer, site, SKU, day and quantity, up to 200,000 rows). The same customer, site, SKU and day are counted once: the later file corrects the earlier',
  tag: 'Analyses',
  door: { module: 'imports', action: 'create' },
  kind: 'upload',
  reply: z.strictObject({
    /** Takes the whole back; null where nothing was taken in. */
    importId: Id.nullable(),
    rows: z.int(),
    added: z.int(),
    corrected: z.int(),
    unchanged: z.int(),
    faulty: z.int(),
    /** What each column was taken for; null: not used. */
    columns: z.array(z.strictObject({ header: z.string(), field: InventoryField.nullable() })),
    /** Of the faulty rows the first 200. */
    faults: z.array(InventoryFault),
  }),
})

export const listInventoryUploads = route('listInventoryUploads', 'GET', '/inventory-imports', {
  summary: 'The latest uploads of stock counts, newest first',
  tag: 'Analyses',
  door: { module: 'imports', action: 'read' },
  reply: z.strictObject({
    uploads: z.array(
      z.strictObject({
        id: Id,
        at: Instant,
        by: z.string().nullable(),
        fileName: z.string(),
        rows: z.int(),
        added: z.int(),
        corrected: z.int(),
        undoneAt: Instant.nullable(),
        can: z.strictObject({ undo: z.boolean() }),
      }),
    ),
  }),
})
export const undoInventory = route('undoInventory', 'DELETE', '/inventory-imports/:id', {
  summary: 'Take an upload of stock counts back as a whole: what it added goes, what it corrected is as before',
  tag: 'Analyses',
  door: { module: 'imports', action: 'create' },
  params: ById,
  reply: z.strictObject({ removed: z.int(), restored: z.int() }),
})
