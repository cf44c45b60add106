interface Topology {
  arcs: [number, number][][]
  transform: { scale: [number, number]; translate: [number, number] }
  objects: { land: { geometries: Geometry[] } }
}
type Geometry = { type: 'Polygon'; arcs: number[][] } | { type: 'MultiPolygon'; arcs: number[][][] }

/**
 * The land of the earth as the path of an SVG, one degree a unit, north up: coasts only, from the npm package world-atlas (ISC; Natural
 * Earth, public domain). No borders are drawn, so no map service and no opinion about one is needed.
 */
export async function landPath(): Promise<string> {
  const topology = (await import('world-atlas/land-110m.json')).default as unknown as Topology
  return pathOf(topology)
}

/** TopoJSON: lines are kept once, quantised, each point as the step from the one before; a negative number is a line backwards. */
export function pathOf({ arcs, transform, objects }: Topology): string {
  const [scaleX, scaleY] = transform.scale
  const [fromX, fromY] = transform.translate
  const lines = arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map(([stepX, stepY]): [number, number] => {
      x += stepX
      y += stepY
      return [x * scaleX + fromX, -(y * scaleY + fromY)]
    })
  })
  const lineOf = (index: number) => (index >= 0 ? (lines[index] ?? []) : (lines[~index] ?? []).toReversed())
  const ringPath = (ring: number[]) => {
    const points = unwrapped(ring.flatMap((index, at) => lineOf(index).slice(at === 0 ? 0 : 1)))
    return `M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}Z`
  }
  const polygons = objects.land.geometries.flatMap((geometry) =>
    geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs,
  )
  return polygons.flatMap((rings) => rings.map(ringPath)).join('')
}

/** South of this is the edge of the map, along which Antarctica runs once round the earth. */
const edge = 80

/** Land across the date line goes on beyond 180° instead of leaping to the other side; a line round the whole map would be drawn. */
function unwrapped(points: readonly [number, number][]): [number, number][] {
  let turn = 0
  const whole = points.map(([x, y], at): [number, number] => {
    const step = x - (points[at - 1]?.[0] ?? x)
    if (Math.abs(step) > 180 && y < edge) turn -= Math.sign(step) * 360
    return [x + turn, y]
  })
  // It may have begun on the far side: most of it lies where it belongs.
  const middle = whole.reduce((sum, [x]) => sum + x, 0) / whole.length
  const back = middle < -180 ? 360 : middle > 180 ? -360 : 0
  return whole.map(([x, y]) => [x + back, y])
}
