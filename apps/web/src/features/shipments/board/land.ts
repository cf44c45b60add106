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
  const ringPath = (ring: number[]) =>
    `M${ring
      .flatMap((index, at) => lineOf(index).slice(at === 0 ? 0 : 1))
      .map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`)
      .join('L')}Z`
  const polygons = objects.land.geometries.flatMap((geometry) =>
    geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs,
  )
  return polygons.flatMap((rings) => rings.map(ringPath)).join('')
}
