import { choiceOf } from './choices.ts'
import { type Cells, dayCell, keep, moneyCell, say, scaledCell } from './read-cells.ts'
import type { LineDraft, OrderDraft } from './row-draft.ts'

/** The line of the row. Text in the place of freight, weight, quantity or discount is kept and said, and never costs the row. */
export function draftLine(cells: Cells): LineDraft {
  const { of } = cells
  const amount = moneyCell(cells, 'line.amount')
  const profit = moneyCell(cells, 'line.profit')
  const cost = moneyCell(cells, 'line.cost')
  const weight = noted(cells, 'line.weightKg', 3)
  const freight = noted(cells, 'line.freight', 4)
  const mode = of['line.mode'] ?? null
  if (cost !== null) keep(cells, 'line.profit')
  return {
    external_key: of['line.key'] ?? null,
    service: serviceOf(cells, mode),
    mode,
    category: of['line.category'] ?? null,
    sub_category: of['line.subCategory'] ?? null,
    item_code: of['line.itemCode'] ?? null,
    item: of['line.item'] ?? null,
    quantity: quantityOf(cells),
    unit: of['line.unit'] ?? null,
    amount_e4: amount ?? 0,
    // Profit is what the file tells; cost follows exactly, both being ten-thousandths.
    cost_e4: cost ?? (profit === null ? null : (amount ?? 0) - profit),
    discount_bp: discountOf(cells),
    weight_g: weight.value,
    weight_note: weight.note,
    freight_e4: freight.value,
    freight_note: freight.note,
    origin: of['line.origin'] ?? null,
    destination: of['line.destination'] ?? null,
    country: of['line.country'] ?? null,
    region: of['line.region'] ?? null,
    vendor: of['line.vendor'] ?? null,
    promised_on: dayCell(cells, 'line.promisedOn'),
    shipped_on: dayCell(cells, 'line.shippedOn'),
    delivered_on: dayCell(cells, 'line.deliveredOn'),
    attributes: {},
  }
}

function noted(cells: Cells, field: string, scale: number): { value: number | null; note: string | null } {
  const { value, isText } = scaledCell(cells, field, scale)
  if (!isText) return { value, note: null }
  const text = cells.of[field] ?? ''
  say(cells, field, reasonFor(text), 'warning')
  return { value: null, note: text }
}

function reasonFor(text: string): 'crossReference' | 'includedElsewhere' | 'keptAsText' {
  if (/^(see|cf\.?|参见|见)\b|\(ID#/i.test(text)) return 'crossReference'
  return /included|separately|invoiced|captured|包含|另行|含在/i.test(text) ? 'includedElsewhere' : 'keptAsText'
}

function serviceOf(cells: Cells, mode: string | null): string {
  const text = cells.of['line.service']
  const told = text === undefined ? undefined : choiceOf('service', text)
  if (text !== undefined && told === undefined) keep(cells, 'line.service')
  return told ?? (mode === null ? undefined : choiceOf('service', mode)) ?? 'goods'
}

function quantityOf(cells: Cells): string | null {
  const { value, isText } = scaledCell(cells, 'line.quantity', 4)
  if (isText) keepNumber(cells, 'line.quantity')
  if (value === null) return null
  // numeric(18, 4)
  return (value / 10_000).toFixed(4)
}

function discountOf(cells: Cells): number | null {
  const { value, isText } = scaledCell(cells, 'line.discount', 4)
  if (isText || (value !== null && Math.abs(value) > 2_000_000_000)) keepNumber(cells, 'line.discount')
  return value !== null && Math.abs(value) <= 2_000_000_000 ? value : null
}

function keepNumber(cells: Cells, field: string): void {
  say(cells, field, 'notANumberKept', 'warning')
  keep(cells, field)
}

export function draftOrder(cells: Cells, line: LineDraft): OrderDraft | null {
  const key = cells.of['order.key']
  const written = dayCell(cells, 'order.orderedOn')
  const day = written ?? line.shipped_on ?? line.promised_on ?? line.delivered_on
  if (written === null && day !== null) say(cells, 'order.orderedOn', 'noOrderDate', 'warning', { day })
  if (key === undefined) missing(cells, 'order.key', '订单号', 'Order number')
  if (
    day === null &&
    !cells.issues.some((issue) => issue.column === cells.column['order.orderedOn'] && issue.severity === 'error')
  )
    missing(cells, 'order.orderedOn', '订单日期', 'Order date')
  if (key === undefined || day === null) return null
  return {
    key: key.slice(0, 500),
    orderedOn: day,
    reference: cells.of['order.reference'] ?? null,
    status: statusOf(cells),
    currency: currencyOf(cells),
  }
}

const missing = (cells: Cells, field: string, label: string, labelEn: string) =>
  say(cells, field, 'required', 'error', { label, labelEn })

function statusOf(cells: Cells): string {
  const text = cells.of['order.status']
  if (text === undefined) return 'completed'
  const found = choiceOf('status', text)
  if (!found) keep(cells, 'order.status')
  return found ?? 'completed'
}

function currencyOf(cells: Cells): string {
  const text = cells.of['order.currency']?.toUpperCase()
  if (text !== undefined && /^[A-Z]{3}$/.test(text)) return text
  if (text !== undefined) keep(cells, 'order.currency')
  return cells.options.currency
}
