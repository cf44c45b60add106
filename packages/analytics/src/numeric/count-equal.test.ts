import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countEqual, ranked } from './count-equal.ts'

/** Few different values, and many. */
const someRows = fc.oneof(
  fc.array(fc.tuple(fc.constantFrom(0, 0.5, 3, 7), fc.nat(3), fc.constantFrom(-1, 1 / 7, 2 / 7))),
  fc.array(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(), fc.nat())),
)

/** The definition. */
function byDefinition(rows: readonly (readonly number[])[]) {
  const counts = new Map<string, { row: readonly number[]; weight: number }>()
  for (const row of rows) {
    const key = row.map((value) => value + 0).join()
    const known = counts.get(key) ?? { row, weight: 0 }
    known.weight++
    counts.set(key, known)
  }
  const before = (one: readonly number[], other: readonly number[]) => {
    const at = one.findIndex((value, place) => value !== other[place])
    return at < 0 ? 0 : (one[at] as number) < (other[at] as number) ? -1 : 1
  }
  return [...counts.values()].sort((one, other) => before(one.row, other.row))
}

const columnsOf = (rows: readonly (readonly number[])[]) =>
  [0, 1, 2].map((at) => Float64Array.from(rows, (row) => row[at] as number))

test('equal rows are counted, in order', () =>
  fc.assert(
    fc.property(someRows, (rows) => {
      const { columns, weight } = countEqual(columnsOf(rows))
      const told = [...weight].map((count, at) => ({
        row: columns.map((column) => (column[at] as number) + 0),
        weight: count,
      }))
      expect(told).toEqual(
        byDefinition(rows).map(({ row, weight: count }) => ({ row: row.map((value) => value + 0), weight: count })),
      )
    }),
  ))

test('more kinds than whole numbers tell apart are counted all the same', () => {
  const many = Float64Array.from({ length: 300_000 }, (_, at) => (at * 7_919) % 300_000)
  const { columns, weight } = countEqual([many, many, many, new Float64Array(300_000)])
  expect(columns.map((column) => [column[0], column[1], column.at(-1)])).toEqual([
    ...Array.from({ length: 3 }, () => [0, 1, 299_999]),
    [0, 0, 0],
  ])
  expect([weight.length, weight[0]]).toEqual([300_000, 1])
})

test('ranks lead back to the values', () =>
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (column) => {
      const { values, at } = ranked(column)
      expect(Array.from(at, (rank) => (values[rank] as number) + 0)).toEqual(column.map((value) => value + 0))
    }),
  ))
