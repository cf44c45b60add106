import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apart, cellOf, fitted, moved, wholeEarth, zoomed } from './map-view.ts'

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
  expect([340, 100, 20, 5].map((width) => cellOf({ ...wholeEarth, width }, 36))).toEqual([9, 3, 0.6, 0])
  expect(cellOf(wholeEarth, 9)).toBe(30)
})

test('every place lies inside the view that is fitted to them', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (places) => {
      const view = fitted(places, 2)
      if (view === wholeEarth) return
      for (const { longitude, latitude } of places) {
        expect(Math.abs(longitude - view.longitude)).toBeLessThanOrEqual(view.width / 2)
        expect(Math.abs(latitude - view.latitude)).toBeLessThanOrEqual(view.width / 4)
      }
    }),
  )
  expect(fitted([], 2)).toBe(wholeEarth)
  expect(fitted([{ longitude: 121, latitude: 31 }], 2)).toEqual({ longitude: 121, latitude: 31, width: 25 })
})

test('pins never cover one another, and no shipment is lost from the map', () => {
  const cluster = fc.record({ place: point, shipments: fc.integer({ min: 1, max: 50_000 }) }).map((one) => ({
    ...one.place,
    shipments: one.shipments,
    late: 1,
    exceptions: 0,
    place: null,
    shipmentId: null,
  }))
  fc.assert(
    fc.property(fc.array(cluster, { maxLength: 30 }), (clusters) => {
      const pins = apart(clusters, wholeEarth, 390)
      const count = (all: typeof pins) => all.reduce((sum, { shipments, late }) => sum + shipments + late, 0)
      expect(count(pins)).toBe(count(clusters))
    }),
  )
  const [shanghai, suzhou] = [
    { longitude: 121.5, latitude: 31.2, shipments: 80, late: 3, exceptions: 1, place: '上海', shipmentId: null },
    { longitude: 120.6, latitude: 31.3, shipments: 5, late: 0, exceptions: 0, place: '苏州', shipmentId: null },
  ]
  expect(apart([suzhou, shanghai], { ...wholeEarth, width: 100 }, 1_000)).toEqual([
    { ...shanghai, shipments: 85, late: 3, exceptions: 1, place: null },
  ])
  expect(apart([suzhou, shanghai], { ...wholeEarth, width: 10 }, 1_000)).toHaveLength(2)
})
