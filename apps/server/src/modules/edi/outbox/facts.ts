import { connectionOf, type Db } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

export interface Telling {
  kind: string
  subjectId: Id
  orderId: Id | null
  accountId: Id | null
  at: string
  data: { code?: string; happenedAt?: string; place?: string | null; number?: string; verdict?: string }
}

export interface FactLine {
  item: string
  code: string
  quantity: string
  unit: string
  amountE4: number
}

/** What a message of ours may say. */
export interface Facts {
  at: Date
  /** Ours. */
  orderNumber: string
  /** What the partner calls the order. */
  reference: string
  shipmentNumber: string
  lines: FactLine[]
  declined: boolean
  status: { code: string; at: Date; place: string }
  invoice: { number: string; issuedOn: string; dueOn: string; currency: string; totalE4: number; lines: FactLine[] }
}

interface OrderRow {
  number: string
  reference: string | null
}

export async function factsOf(db: Db, partnerId: Id, telling: Telling): Promise<Facts> {
  const client = connectionOf(db)
  const { orderId, subjectId, kind, data, at } = telling
  const orders = await client.query<OrderRow>(
    `select o.number, coalesce(nullif((select m.reference from edi_messages m where m.order_id = o.id and m.partner_id = $2 and m.direction = 'in'
            order by m.received_at limit 1), ''), o.reference) as reference
     from   orders o where o.id = $1`,
    [orderId, partnerId],
  )
  const refused = await client.query<{ reference: string }>('select reference from edi_messages where id = $1', [
    subjectId,
  ])
  const [order] = orders.rows
  const lines = await client.query<FactLine>(
    `select coalesce(item, '') as item, coalesce(item_code, '') as code, coalesce(trim_scale(quantity)::text, '') as quantity,
            coalesce(unit, '') as unit, amount_e4 as "amountE4" from order_lines where order_id = $1 order by line_no limit 500`,
    [orderId],
  )
  return {
    at: new Date(at),
    orderNumber: order?.number ?? '',
    reference: order?.reference ?? refused.rows[0]?.reference ?? '',
    shipmentNumber: kind.startsWith('shipment.') ? (data.number ?? '') : '',
    lines: lines.rows,
    declined: kind === 'order.cancelled' || kind === 'edi.messageLaidAside',
    status: { code: data.code ?? '', at: new Date(data.happenedAt ?? at), place: data.place ?? '' },
    invoice: await invoiceOf(db, kind, subjectId),
  }
}

async function invoiceOf(db: Db, kind: string, id: Id): Promise<Facts['invoice']> {
  const none = { number: '', issuedOn: '', dueOn: '', currency: '', totalE4: 0, lines: [] }
  if (!kind.startsWith('invoice.')) return none
  const client = connectionOf(db)
  const { rows } = await client.query<Omit<Facts['invoice'], 'lines'>>(
    `select number, issued_on::text as "issuedOn", due_on::text as "dueOn", currency, total_e4 as "totalE4" from invoices where id = $1`,
    [id],
  )
  const lines = await client.query<FactLine>(
    `select coalesce(text, '') as item, '' as code, '' as quantity, '' as unit, net_e4 as "amountE4"
     from   invoice_lines where invoice_id = $1 order by line_no limit 500`,
    [id],
  )
  return { ...none, ...rows[0], lines: lines.rows }
}
