import { expect, test } from 'vitest'
import { landPath, pathOf } from './land.ts'

test('lines that polygons share are joined forwards and backwards', () => {
  const path = pathOf({
    transform: { scale: [1, 1], translate: [10, 20] },
    arcs: [
      [
        [0, 0],
        [2, 0],
      ],
      [
        [0, 0],
        [0, 3],
        [2, -3],
      ],
    ],
    objects: { land: { geometries: [{ type: 'Polygon', arcs: [[0, -2]] }] } },
  })
  expect(path).toBe('M10.00 -20.00L12.00 -20.00L10.00 -23.00L10.00 -20.00Z')
})

test('the land lies on the earth', async () => {
  const figures = [...(await landPath()).matchAll(/-?\d+\.\d\d/g)].map(Number)
  expect(figures.length).toBeGreaterThan(5_000)
  // Land across the date line goes on beyond it, by less than a tenth of the earth.
  expect(figures.every((figure) => Math.abs(figure) <= 216)).toBe(true)
  const longest = (await landPath()).matchAll(/(-?\d+\.\d\d) (-?\d+\.\d\d)L(-?\d+\.\d\d) /g)
  expect([...longest].filter(([, x, y, next]) => Math.abs(Number(x) - Number(next)) > 180 && Number(y) < 80)).toEqual(
    [],
  )
})
