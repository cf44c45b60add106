import type { ShipmentBoard } from '@quayside/contract'

/** What of the earth is seen: its middle and its width, in degrees. */
export interface MapView {
  longitude: number
  latitude: number
  width: number
}

export const wholeEarth: MapView = { longitude: 20, latitude: 15, width: 340 }
const narrowest = 4
const widest = 360

/** Zooms about a point of the map, which stays where it is under the pointer. */
export function zoomed(view: MapView, factor: number, about: { longitude: number; latitude: number } = view): MapView {
  const width = Math.min(widest, Math.max(narrowest, view.width * factor))
  const share = width / view.width
  return kept({
    width,
    longitude: about.longitude + (view.longitude - about.longitude) * share,
    latitude: about.latitude + (view.latitude - about.latitude) * share,
  })
}

export const moved = (view: MapView, byLongitude: number, byLatitude: number): MapView =>
  kept({ ...view, longitude: view.longitude + byLongitude, latitude: view.latitude + byLatitude })

const within = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value))
const kept = (view: MapView): MapView => ({
  ...view,
  longitude: within(view.longitude, 180),
  latitude: within(view.latitude, 85),
})

/**
 * Side of a cell, in degrees, in which shipments are drawn as one, so that about `across` stand side by side; 0 from near, where
 * places are shown as they are.
 */
export function cellOf({ width }: MapView, across: number): number {
  const side = width / across
  return side < 0.3 ? 0 : Math.min(widestCell, Number(side.toPrecision(1)))
}
const widestCell = 30

/** What shows all of these places with room around, no nearer than a province; `shape` is the map's width by its height. */
export function fitted(places: readonly { longitude: number; latitude: number }[], shape: number): MapView {
  if (places.length === 0) return wholeEarth
  const span = (values: number[]) => {
    const [from, to] = [Math.min(...values), Math.max(...values)]
    return { middle: (from + to) / 2, size: to - from }
  }
  const east = span(places.map(({ longitude }) => longitude))
  const north = span(places.map(({ latitude }) => latitude))
  const width = Math.min(wholeEarth.width, Math.max(25, east.size * 1.3, north.size * shape * 1.3))
  return width === wholeEarth.width ? wholeEarth : kept({ width, longitude: east.middle, latitude: north.middle })
}

type Cluster = ShipmentBoard['clusters'][number]

/** Diameter of a pin in pixels: never too small for a finger's neighbour, and a hundred times as many hardly twice as wide. */
export const pinSize = (shipments: number) => Math.round(14 + Math.min(20, 4 * Math.log2(shipments)))

/** Pins that would cover one another on a map so many pixels wide become one, the smaller joining the larger. */
export function apart(clusters: readonly Cluster[], { width }: MapView, pixels: number): Cluster[] {
  const kept: Cluster[] = []
  for (const cluster of [...clusters].sort((a, b) => b.shipments - a.shipments)) {
    const at = kept.findIndex(
      (other) =>
        (Math.hypot(other.longitude - cluster.longitude, other.latitude - cluster.latitude) / width) * pixels <
        (pinSize(other.shipments) + pinSize(cluster.shipments)) / 2 + 2,
    )
    const other = kept[at]
    if (other) kept[at] = joined(other, cluster)
    else kept.push(cluster)
  }
  return kept
}

const joined = (large: Cluster, small: Cluster): Cluster => ({
  ...large,
  shipments: large.shipments + small.shipments,
  late: large.late + small.late,
  exceptions: large.exceptions + small.exceptions,
  place: null,
  shipmentId: null,
})
