import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellOf, moved, wholeEarth, zoomed } from './map-view.ts'

const point = fc.record({
  longitude: fc.double({ min: -150, max: 150, noNaN: true }),
  latitude: fc.double({ min: -60, max: 60, noNaN: true }),
})

test('zooming in and out again about a point leads back', () => {
  fc.assert(
    fc.property(point, point, fc.double({ min: 0.3, max: 1, noNaN: true }), (middle, about, factor) => {
      const view = { ...middle, width: 100 }
      const back = zoomed(zoomed(view, factor, about), 1 / factor, about)
      expect(back.longitude).toBeCloseTo(view.longitude, 6)
      expect(back.latitude).toBeCloseTo(view.latitude, 6)
      expect(back.width).toBeCloseTo(100, 6)
    }),
  )
})

test('nobody leaves the earth', () => {
  expect(moved(wholeEarth, 1_000, -1_000)).toMatchObject({ longitude: 180, latitude: -85 })
  expect(zoomed(wholeEarth, 100).width).toBe(360)
})

test('cells shrink with the view, and end', () => {
  expect([340, 100, 20, 5].map((width) => cellOf({ ...wholeEarth, width }))).toEqual([9, 3, 0.6, 0])
})
