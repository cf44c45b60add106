import type { AnalysisFilter, Module, ShipmentService } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { accountsOf, equals } from '../frame/narrow.ts'
import type { Beholder } from '../frame/visible-to.ts'

/** Shipments are counted where the rights to customers, to shipments and to analyses all reach. */
export const sightOfShipments: readonly Module[] = ['accounts', 'shipments', 'analyses']

/** Damage, loss, direct delivery and pick-up of the shipments that the filter asks for; null where it asks for a region, which they do not have. */
export async function shipmentService(
  warehouse: Warehouse,
  filter: AnalysisFilter,
  beholder: Beholder,
  judgedOn: string,
): Promise<ShipmentService | null> {
  if (filter.region !== undefined) return null
  const day = 'coalesce(s.picked_up_on, s.planned_on, s.promised_on)'
  const ofService = filter.service ? equals('s.service', 'service', filter.service) : undefined
  const conditions = [`s.status <> 'cancelled'`, accountsOf(filter, beholder, sightOfShipments)]
  // Days were checked by the contract, so they may stand in the statement.
  if (filter.from) conditions.push(`${day} >= date '${filter.from}'`)
  if (filter.to) conditions.push(`${day} <= date '${filter.to}'`)
  if (ofService) conditions.push(ofService.sql)
  const count = (name: string, when: string) => `count(case when ${when} then 1 end)::integer as ${name}`
  const moved = `s.status <> 'planned'`
  const found = await warehouse.engine.columns(
    `select ${[
      count('moved', moved),
      // Null: there is damage, and nobody said to how many packages.
      count('damaged', `${moved} and (s.pieces_damaged is null or s.pieces_damaged > 0)`),
      count('lost', `${moved} and (s.pieces_lost is null or s.pieces_lost > 0)`),
      count('routed', `${moved} and s.is_direct is not null`),
      count('direct', `${moved} and s.is_direct`),
      count(
        'pickups',
        `s.planned_on is not null and (s.picked_up_on is not null or s.planned_on < date '${judgedOn}')`,
      ),
      count('picked_up_on_time', 's.picked_up_on <= s.planned_on'),
    ].join(', ')}
     from   fact_shipment s join dim_account d on d.account_key = s.account_key
     where  ${conditions.join(' and ')}`,
    ofService?.parameters ?? {},
  )
  const figure = (name: string) => Number(found[name]?.[0] ?? 0)
  return {
    damaged: { count: figure('damaged'), of: figure('moved') },
    lost: { count: figure('lost'), of: figure('moved') },
    direct: { count: figure('direct'), of: figure('routed') },
    pickedUpOnTime: { count: figure('picked_up_on_time'), of: figure('pickups') },
  }
}
