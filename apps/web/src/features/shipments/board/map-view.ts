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

/** Side of a cell in which shipments are drawn as one, so that some thirty stand side by side; places as they are from near. */
export function cellOf({ width }: MapView): number {
  const side = width / 36
  return side < 0.3 ? 0 : Number(side.toPrecision(1))
}
