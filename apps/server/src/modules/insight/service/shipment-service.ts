import {
  type AnalysisFilter,
  feedbackMinutesAtMost,
  type Module,
  type ShipmentFigure,
  type ShipmentService,
} from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { accountsOf, equals, type Narrowed } from '../frame/narrow.ts'
import type { Beholder } from '../frame/visible-to.ts'
import { quantileOf } from './tallies.ts'

/** Shipments are counted where the rights to customers, to shipments and to analyses all reach. */
export const sightOfShipments: readonly Module[] = ['accounts', 'shipments', 'analyses']

/** The day a shipment counts for. */
export const dayOfShipment = 'coalesce(s.picked_up_on, s.planned_on, s.promised_on)'

/** Of `fact_shipment s join dim_account d`: not cancelled, in sight, and what the filter asks for; null where it asks for a region, which they do not have. */
export function shipmentsWithin(filter: AnalysisFilter, beholder: Beholder): Narrowed | null {
  if (filter.region !== undefined) return null
  const ofService = filter.service ? equals('s.service', 'service', filter.service) : undefined
  const conditions = [`s.status <> 'cancelled'`, accountsOf(filter, beholder, sightOfShipments)]
  // Days were checked by the contract, so they may stand in the statement.
  if (filter.from) conditions.push(`${dayOfShipment} >= date '${filter.from}'`)
  if (filter.to) conditions.push(`${dayOfShipment} <= date '${filter.to}'`)
  if (ofService) conditions.push(ofService.sql)
  return { sql: conditions.join(' and '), parameters: ofService?.parameters ?? {} }
}

/** Which shipments a share is of, and which of these it counts. */
export function sharesOfShipments(judgedOn: string): Record<ShipmentFigure, { of: string; counted: string }> {
  const moved = `s.status <> 'planned'`
  // Null: there is damage, and nobody said to how many packages.
  const some = (packages: string) => `(${packages} is null or ${packages} > 0)`
  return {
    damaged: { of: moved, counted: some('s.pieces_damaged') },
    lost: { of: moved, counted: some('s.pieces_lost') },
    direct: { of: `${moved} and s.is_direct is not null`, counted: 's.is_direct' },
    pickedUpOnTime: {
      of: `s.planned_on is not null and (s.picked_up_on is not null or s.planned_on < date '${judgedOn}')`,
      counted: 'coalesce(s.picked_up_on <= s.planned_on, false)',
    },
    fedBack: { of: 's.feedback_minutes is not null', counted: `s.feedback_minutes <= ${feedbackMinutesAtMost}` },
  }
}

/** Damage, loss, direct delivery, pick-up and feedback of the shipments that the filter asks for; null where it asks for a region. */
export async function shipmentService(
  warehouse: Warehouse,
  filter: AnalysisFilter,
  beholder: Beholder,
  judgedOn: string,
): Promise<ShipmentService | null> {
  const within = shipmentsWithin(filter, beholder)
  if (!within) return null
  const shares = Object.entries(sharesOfShipments(judgedOn))
  const count = (when: string) => `count(case when ${when} then 1 end)::integer`
  const counts = shares.flatMap(([, { of, counted }], at) => [
    `${count(of)} as of_${at}`,
    `${count(`${of} and ${counted}`)} as counted_${at}`,
  ])
  const shipments = `fact_shipment s join dim_account d on d.account_key = s.account_key where ${within.sql}`
  const found = await warehouse.engine.columns(`select ${counts.join(', ')} from ${shipments}`, within.parameters)
  const { minutes, times } = await warehouse.engine.numbers<'minutes' | 'times'>(
    `select s.feedback_minutes as minutes, count(*)::integer as times from ${shipments} and s.feedback_minutes is not null group by 1`,
    within.parameters,
  )
  const figure = (name: string) => Number(found[name]?.[0] ?? 0)
  const told = Object.fromEntries(
    shares.map(([name], at) => [name, { count: figure(`counted_${at}`), of: figure(`of_${at}`) }]),
  ) as ShipmentService
  const known = Array.from(minutes, (value, at) => [value, times[at] ?? 0] as const)
  return { ...told, fedBack: { ...told.fedBack, medianMinutes: quantileOf(known, told.fedBack.of, 0.5) } }
}
