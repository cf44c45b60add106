import type { AccountFields } from '@quayside/contract'
import type { ColumnValues } from '../accounts.queries.ts'
import type { RowIssue } from './row-issue.ts'

export interface ContactDraft {
  name: string
  name_en: string
  job_title: string | null
  department: string | null
  mobile: string | null
  phone: string | null
  email: string | null
  wechat: string | null
  birthday: string | null
  character_note: string | null
}

export interface AddressDraft {
  country: string
  province: string | null
  city: string | null
  district: string | null
  street: string
  postcode: string | null
}

export interface OrderDraft {
  key: string
  orderedOn: string
  reference: string | null
  status: string
  currency: string
}

/** Columns of `order_lines` that a file can fill. Money in ten-thousandths, weight in grams, discount in basis points. */
export interface LineDraft {
  external_key: string | null
  service: string
  mode: string | null
  category: string | null
  sub_category: string | null
  item_code: string | null
  item: string | null
  quantity: string | null
  unit: string | null
  amount_e4: number
  cost_e4: number | null
  discount_bp: number | null
  weight_g: number | null
  weight_note: string | null
  freight_e4: number | null
  freight_note: string | null
  origin: string | null
  destination: string | null
  country: string | null
  region: string | null
  vendor: string | null
  promised_on: string | null
  shipped_on: string | null
  delivered_on: string | null
  attributes: Record<string, string>
}

/** A row of the file as it will be written, with everything said of it. */
export interface RowDraft {
  rowNumber: number
  /** As in the file, or as mended. */
  values: readonly string[]
  issues: RowIssue[]
  /** Typed fields before the check, for look-alikes. */
  typed: Partial<AccountFields>
  /** Columns of the account in the form they are stored in; only what the row says. */
  account: ColumnValues
  contact: ContactDraft | null
  address: AddressDraft | null
  order: OrderDraft | null
  line: LineDraft | null
}

export const isFaulty = (row: RowDraft): boolean => row.issues.some((issue) => issue.severity === 'error')
