import { Filter, ShipmentExceptionKind, ShipmentMode, ShipmentState } from '@quayside/contract'
import { z } from 'zod'

export const StateChoice = z.enum(['open', 'closed', ...ShipmentState.options])
export const ExceptionChoice = z.enum(['any', ...ShipmentExceptionKind.options])
export const RiskChoice = z.enum(['atRisk', 'late'])

/** The list in the address. */
export const ShipmentPlace = z.object({
  view: z.string().max(60).optional(),
  q: z.string().max(100).optional(),
  filter: Filter.nullable().optional(),
  accountId: z.uuid().optional(),
  orderId: z.uuid().optional(),
  state: StateChoice.optional(),
  mode: ShipmentMode.optional(),
  carrier: z.string().max(100).optional(),
  exception: ExceptionChoice.optional(),
  risk: RiskChoice.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  sort: z.string().max(20).nullable().optional(),
  peek: z.uuid().optional(),
})
export type ShipmentPlace = z.infer<typeof ShipmentPlace>

/** What the quick choices narrow. */
export const narrowingOf = (place: ShipmentPlace) => ({
  search: place.q || undefined,
  accountId: place.accountId,
  orderId: place.orderId,
  state: place.state,
  mode: place.mode,
  carrier: place.carrier,
  exception: place.exception,
  risk: place.risk,
  promisedFrom: place.from,
  promisedTo: place.to,
  filter: place.filter ? JSON.stringify(place.filter) : undefined,
})

export const nothingAsked = {
  q: undefined,
  filter: undefined,
  accountId: undefined,
  orderId: undefined,
  state: undefined,
  mode: undefined,
  carrier: undefined,
  exception: undefined,
  risk: undefined,
  from: undefined,
  to: undefined,
} satisfies Partial<ShipmentPlace>

const openStates = ['planned', 'inTransit', 'outForDelivery']

/** Quick choices and filter said as one filter, as a view keeps them; one customer and one order are of the moment. */
export function asFilter(place: ShipmentPlace, filter: Filter | undefined): Filter | undefined {
  const { state, mode, carrier, exception, risk, from, to } = place
  const all: Filter[] = filter ? [filter] : []
  const add = (field: string, op: 'is' | 'in' | 'notIn' | 'isNotEmpty' | 'gte' | 'lte', value?: string | string[]) =>
    all.push(value === undefined ? { field, op } : { field, op, value })
  if (state === 'open') add('state', 'in', openStates)
  else if (state === 'closed') add('state', 'notIn', openStates)
  else if (state) add('state', 'in', [state])
  if (mode) add('mode', 'in', [mode])
  if (carrier) add('carrier', 'is', carrier)
  if (exception === 'any') add('exceptionKind', 'isNotEmpty')
  else if (exception) add('exceptionKind', 'in', [exception])
  if (risk) add('risk', 'in', [risk])
  if (from) add('promisedOn', 'gte', from)
  if (to) add('promisedOn', 'lte', to)
  return all.length > 1 ? { all } : all[0]
}
