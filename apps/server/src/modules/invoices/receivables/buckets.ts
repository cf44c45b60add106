import type { Buckets } from '@quayside/contract'

export const bucketNames = [
  'notDue',
  'd1to30',
  'd31to60',
  'd61to90',
  'd91to180',
  'over180',
] as const satisfies readonly (keyof Buckets)[]

/** Columns of a grouped query: what is open by days past the due day. `age` and `open` are SQL over the row. */
export const bucketColumns = (age: string, open: string): string =>
  [
    ['not_due', `${age} <= 0`],
    ['d1to30', `${age} between 1 and 30`],
    ['d31to60', `${age} between 31 and 60`],
    ['d61to90', `${age} between 61 and 90`],
    ['d91to180', `${age} between 91 and 180`],
    ['over180', `${age} > 180`],
  ]
    .map(([name, when]) => `coalesce(sum(${open}) filter (where ${when}), 0)::bigint as ${name}`)
    .join(', ')

export interface BucketSums {
  not_due: number
  d1to30: number
  d31to60: number
  d61to90: number
  d91to180: number
  over180: number
}

export const bucketsOf = (sums: BucketSums): Buckets => ({
  notDue: sums.not_due,
  d1to30: sums.d1to30,
  d31to60: sums.d31to60,
  d61to90: sums.d61to90,
  d91to180: sums.d91to180,
  over180: sums.over180,
})

export const noBuckets = (): Buckets => ({ notDue: 0, d1to30: 0, d31to60: 0, d61to90: 0, d91to180: 0, over180: 0 })
export const openOf = (buckets: Buckets): number => bucketNames.reduce((sum, name) => sum + buckets[name], 0)
export const overdueOf = (buckets: Buckets): number => openOf(buckets) - buckets.notDue

export const addBuckets = (a: Buckets, b: Buckets): Buckets =>
  Object.fromEntries(bucketNames.map((name) => [name, a[name] + b[name]])) as unknown as Buckets

export const mapBuckets = (buckets: Buckets, of: (amountE4: number) => number): Buckets =>
  Object.fromEntries(bucketNames.map((name) => [name, of(buckets[name])])) as unknown as Buckets
