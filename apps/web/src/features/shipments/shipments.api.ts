import {
  listShipmentRules,
  listShipments,
  listUnplacedMilestones,
  type QueryOf,
  readShipment,
  shipmentBoard,
  shipmentOtif,
} from '@quayside/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../app/api.ts'

export type ShipmentQuery = Omit<QueryOf<typeof listShipments>, 'cursor' | 'limit'>
const pageRows = 120

export const shipmentsKey = (query: ShipmentQuery) => ['shipment', 'list', query] as const
export const fetchShipments = (query: ShipmentQuery) => (cursor: string | undefined, signal: AbortSignal) =>
  call(listShipments, { query: { ...query, cursor, limit: pageRows }, signal })

export const shipmentQuery = (id: string) =>
  queryOptions({ queryKey: ['shipment', id], queryFn: ({ signal }) => call(readShipment, { params: { id }, signal }) })

export type BoardQuery = QueryOf<typeof shipmentBoard>
/** Begins with `shipment`, so each milestone of anybody's brings it up to date. */
export const boardQuery = (query: BoardQuery) =>
  queryOptions({
    queryKey: ['shipment', 'board', query],
    queryFn: ({ signal }) => call(shipmentBoard, { query, signal }),
    placeholderData: keepPreviousData,
  })

export const otifQuery = (query: QueryOf<typeof shipmentOtif>) =>
  queryOptions({
    queryKey: ['shipment', 'otif', query],
    queryFn: ({ signal }) => call(shipmentOtif, { query, signal }),
    placeholderData: keepPreviousData,
  })

export const rulesQuery = queryOptions({
  queryKey: ['shipmentRule', 'list'],
  queryFn: ({ signal }) => call(listShipmentRules, { signal }),
})

export const unplacedKey = ['shipment', 'unplaced'] as const
export const fetchUnplaced = (cursor: string | undefined, signal: AbortSignal) =>
  call(listUnplacedMilestones, { query: { cursor, limit: pageRows }, signal })
