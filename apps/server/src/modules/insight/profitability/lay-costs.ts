import { costToServe, cumulativeCurve } from '@quayside/analytics'

export interface CostsToLay {
  /** Of each customer, by its place: revenue and cost of the lines, ten-thousandths. */
  revenueE4: Float64Array
  goodsE4: Float64Array
  /** Pools in their order. `capacity`: units of the driver in the whole company, of which these customers caused `volumes`. */
  pools: { key: string; costE4: number; capacity: number; volumes: Float64Array }[]
}

export interface LaidCosts {
  netE4: Float64Array
  /** By pool, in their order, and within by customer. */
  servedE4: Float64Array[]
  /** Places of customers from the most profitable down. */
  ranked: Int32Array
  curve: [number, number][]
}

/** Cost to serve of many customers; ids are their places. */
export function layCosts({ revenueE4, goodsE4, pools }: CostsToLay): LaidCosts {
  const dealings = Array.from(revenueE4, (revenue, id) => ({
    id,
    revenueE4: revenue,
    directE4: { goods: goodsE4[id] as number },
  }))
  const { customers } = costToServe(
    dealings,
    pools.map(({ volumes, ...pool }) => ({
      ...pool,
      volumes: new Map(Array.from(volumes, (volume, id): [number, number] => [id, volume])),
    })),
  )
  const netE4 = Float64Array.from(customers, (customer) => customer.netE4)
  const ranked = Int32Array.from(customers.keys()).sort(
    (one, other) => (netE4[other] as number) - (netE4[one] as number) || one - other,
  )
  const values = Float64Array.from(ranked, (place) => netE4[place] as number)
  const earned = values.reduce((sum, value) => sum + Math.max(0, value), 0)
  return {
    netE4,
    servedE4: pools.map(({ key }) => Float64Array.from(customers, ({ costsE4 }) => costsE4.get(key) ?? 0)),
    ranked,
    curve: cumulativeCurve(values, earned).map(({ customerShare, valueShare }) => [customerShare, valueShare]),
  }
}
