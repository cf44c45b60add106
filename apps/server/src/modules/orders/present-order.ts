import {
  type Order,
  type OrderDraft,
  type OrderLine,
  type OrderRow,
  type OrderStatus,
  orderMoves,
} from '@quayside/contract'
import type { z } from 'zod'
import type { User } from '../../platform/http/serve.ts'
import { mayChangeOrdersOf, mayReleaseOrdersOf } from '../accounts/index.ts'
import { reasonsForReader } from './order-reasons.ts'
import type { LineRecord, OrderRecord, WholeOrder } from './orders.queries.ts'

export const presentRow = (row: OrderRecord, user: User): z.input<typeof OrderRow> => {
  const seesMoney = user.rights.categories.finance.read
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as never,
    account: { id: row.account_id, number: row.account_number, name: row.account_name },
    orderedOn: row.ordered_on,
    requestedOn: row.requested_on,
    receivedAt: row.received_at.toISOString(),
    status: row.status as never,
    channel: row.channel,
    reference: row.reference,
    services: row.services as never,
    origin: row.origin,
    destination: row.destination,
    team: row.team_id && row.team_name ? { id: row.team_id, name: row.team_name } : null,
    holds: row.hold_reasons.map(({ code }) => code),
    priceSource: seesMoney ? (row.price_source as never) : null,
    dangerous: row.dangerous,
    lines: row.lines,
    amountE4: seesMoney ? row.amount_e4 : null,
    currency: row.currency,
    version: row.version,
  }
}

export function presentOrder(row: WholeOrder, lines: readonly LineRecord[], content: OrderDraft, user: User): Order {
  const seesMoney = user.rights.categories.finance.read
  const instant = (at: Date | null) => at?.toISOString() ?? null
  return {
    ...(presentRow(row, user) as OrderRow),
    externalKey: row.external_key,
    // Columns of the source file without a place of their own: nobody knows their category, so they count as finance.
    attributes: seesMoney ? row.attributes : {},
    lineItems: lines.map((line) => presentLine(line, seesMoney)),
    goods: seesMoney ? content.goods : content.goods.map(({ valueE4, ...one }) => one),
    places: content.places,
    parties: content.parties.map(({ customer, ...party }) => ({
      ...party,
      account: row.party_accounts.find(({ id }) => customer && 'id' in customer && customer.id === id) ?? null,
    })),
    references: content.references,
    note: row.note,
    holdReasons: reasonsForReader(row.hold_reasons, seesMoney),
    warnings: reasonsForReader(row.warnings, seesMoney),
    releasedBy: row.released_by && row.released_by_name ? { id: row.released_by, name: row.released_by_name } : null,
    releasedAt: instant(row.released_at),
    confirmedAt: instant(row.confirmed_at),
    startedAt: instant(row.started_at),
    completedAt: instant(row.completed_at),
    cancelledAt: instant(row.cancelled_at),
    cancelReason: row.cancel_reason,
    cancelledBy:
      row.cancelled_by && row.cancelled_by_name ? { id: row.cancelled_by, name: row.cancelled_by_name } : null,
    cancelFeeE4: seesMoney ? row.cancel_fee_e4 : null,
    cancelCostE4: seesMoney ? row.cancel_cost_e4 : null,
    feeE4: seesMoney ? row.fee_e4 : null,
    extraCostE4: seesMoney ? row.extra_cost_e4 : null,
    attachments: row.attachments.map((one) => ({
      id: one.id,
      name: one.name,
      mediaType: one.media_type,
      bytes: one.bytes,
      createdAt: new Date(one.created_at).toISOString(),
    })),
    can: mayDo(row, user),
  }
}

function mayDo(row: WholeOrder, user: User): Order['can'] {
  const held = { owner_id: row.owner_id, team_id: row.account_team_id }
  const status = row.status as OrderStatus
  const isService = row.kind === 'service'
  const mayChange = isService && mayChangeOrdersOf(user, held)
  const release = isService && status === 'held' && mayReleaseOrdersOf(user, held)
  const moves = orderMoves[status].filter((to) => (status === 'held' && to === 'confirmed' ? release : mayChange))
  return { change: mayChange && ['held', 'confirmed', 'inTransit'].includes(status), release, moves }
}

const presentLine = (line: LineRecord, seesMoney: boolean): OrderLine => ({
  id: line.id,
  lineNo: line.line_no,
  service: line.service as never,
  mode: line.mode,
  category: line.category,
  subCategory: line.sub_category,
  itemCode: line.item_code,
  item: line.item,
  quantity: line.quantity,
  unit: line.unit,
  amountE4: seesMoney ? line.amount_e4 : null,
  costE4: seesMoney ? line.cost_e4 : null,
  weightG: line.weight_g,
  weightNote: line.weight_note,
  freightE4: seesMoney ? line.freight_e4 : null,
  freightNote: seesMoney ? line.freight_note : null,
  origin: line.origin,
  destination: line.destination,
  country: line.country,
  region: line.region,
  vendor: line.vendor,
  promisedOn: line.promised_on,
  shippedOn: line.shipped_on,
  deliveredOn: line.delivered_on,
  attributes: seesMoney ? line.attributes : {},
  packages: line.packages,
  volumeCm3: line.volume_cm3,
  priceSource: seesMoney ? (line.price_source as never) : null,
  priceReason: seesMoney ? line.price_reason : null,
  priceSteps: seesMoney ? (line.price_basis?.steps ?? []) : [],
})
