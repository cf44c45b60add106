import { type CustomerRef, OrderDraft } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { forbidden } from '../../platform/refusal.ts'
import { type BroughtTarget, mayTakeOrdersOf, type Setting, type Unit } from '../accounts/index.ts'
import { lookUpsOf } from './look-ups.ts'
import { findCustomers, keyFor, sketchOf } from './order-file.ts'
import { fileFields } from './order-file-columns.ts'
import { type FileOrder, orderOf } from './order-file-rows.ts'
import { faultsOf, reason, reasonsForReader } from './order-reasons.ts'
import { notShaped, saidOf } from './said-of-rows.ts'
import { type Arrival, judgeOrder, lookForDouble } from './take-order.ts'
import { type Result, takeOrders } from './take-orders.ts'
import { cancelImported } from './undo-order-import.ts'

/** Service orders by file, through the wizard of imports: rows with one order number are one order. */
export const orderFiles: BroughtTarget = {
  fields: fileFields,
  needed: [['order'], ['customer'], ['service']],
  unitField: 'order',
  refuse(user) {
    if (user.rights.modules.orders.create === 'none') throw forbidden('Your roles do not let you take orders.')
  },
  judge: judgeUnits,
  write: writeUnits,
  undo: [cancelImported],
}

type Verdict = Awaited<ReturnType<BroughtTarget['judge']>>[number]

interface Read {
  order: FileOrder
  key: string
  /** Null: the shape of an order does not hold it. */
  draft: OrderDraft | null
  said: Verdict['said']
}

async function judgeUnits(tx: Tx, user: User, units: readonly Unit[], setting: Setting): Promise<Verdict[]> {
  const orders = await readUnits(tx, user, units, setting)
  const here = await knownBy(
    tx,
    orders.map(({ key }) => key),
  )
  const lookUps = lookUpsOf(tx)
  const verdicts: Verdict[] = []
  for (const { order, key, draft, said } of orders) {
    const number = here.get(key)
    if (!draft) verdicts.push({ outcome: 'faulty', said })
    else if (number !== undefined)
      verdicts.push({ outcome: 'known', said: saidOf(order, [reason('sameKey', '', { number })]) })
    else verdicts.push(await judgeOne(tx, user, order, draft, arrivalOf(setting, order), lookUps))
  }
  return verdicts
}

async function judgeOne(
  tx: Tx,
  user: User,
  order: FileOrder,
  draft: OrderDraft,
  arrival: Arrival,
  lookUps: ReturnType<typeof lookUpsOf>,
): Promise<Verdict> {
  const id = newId()
  const { customer, order: checked, reasons } = await judgeOrder(tx, draft, arrival, id, lookUps)
  const told = [...reasons]
  if (customer && !mayTakeOrdersOf(user, customer)) told.push(reason('notAllowed', '/customer'))
  const same = customer && (await lookForDouble(lookUps, customer.id, checked, id, draft, told))
  if (same) return { outcome: 'known', said: saidOf(order, [same.reason]) }
  const said = saidOf(order, reasonsForReader(told, user.rights.categories.finance.read))
  return { outcome: faultsOf(told).length > 0 ? 'faulty' : 'good', said }
}

async function writeUnits(tx: Tx, user: User, units: readonly Unit[], setting: Setting): Promise<Verdict[]> {
  const orders = await readUnits(tx, user, units, setting)
  const fit = orders.flatMap(({ order, key, draft }) => (draft ? [{ draft, key, faults: order.faults }] : []))
  const results = await takeOrders(tx, user, fit, arrivalOf(setting, null))
  let next = 0
  return orders.map(({ order, draft, said }) => {
    const result = draft ? results[next++] : undefined
    return result ? verdictOf(order, result) : { outcome: 'faulty', said }
  })
}

function verdictOf(order: FileOrder, result: Result): Verdict {
  const { outcome, reasons } = result
  if (outcome === 'taken' || outcome === 'held') return { outcome: 'good', said: [] }
  if (outcome === 'known') return { outcome: 'known', said: saidOf(order, reasons) }
  return { outcome: 'faulty', said: saidOf(order, reasons.length > 0 ? reasons : [reason('notAllowed', '')]) }
}

const arrivalOf = ({ batchId, now }: Setting, order: FileOrder | null): Arrival => ({
  channel: 'import',
  receivedAt: now,
  importId: batchId,
  onFault: 'refuse',
  faults: order?.faults,
})

async function readUnits(tx: Tx, user: User, units: readonly Unit[], setting: Setting): Promise<Read[]> {
  const { options, sha256 } = setting
  const orders = units.map(({ key, rows }) =>
    orderOf(
      rows.map(({ rowNumber, cells }) => ({ row: rowNumber, cell: (field) => cells.of[field] ?? '' })),
      key,
      options,
    ),
  )
  const known = new Map<string, CustomerRef>()
  await findCustomers(tx, orders, known)
  return orders.map((order) => {
    const shaped = OrderDraft.safeParse(sketchOf(order, known))
    // A row without a number is known again by its place in this very file.
    const key = keyFor(user, order) ?? `${user.id}:file:${sha256}:${order.row}`
    return {
      order,
      key,
      draft: shaped.success ? shaped.data : null,
      said: shaped.success ? [] : notShaped(order, shaped.error),
    }
  })
}

async function knownBy(tx: Tx, keys: readonly string[]): Promise<Map<string, string>> {
  const text = 'select key, number from orders_of_keys($1)'
  const rows = await prepared<{ key: string; number: string }>(tx, 'orders-of-keys', text, [
    keys.map((key) => `import:${key}`),
  ])
  return new Map(rows.map(({ key, number }) => [key.slice('import:'.length), number]))
}
