import { cumulativeCurve, shareByPlace } from '@quayside/analytics'

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

/** Cost to serve of many customers, each a place: revenue less goods and his shares of the pools. */
export function layCosts({ revenueE4, goodsE4, pools }: CostsToLay): LaidCosts {
  const servedE4 = pools.map(({ volumes, ...pool }) => {
    const served = new Float64Array(volumes.length)
    served.set(shareByPlace(pool, volumes).parts.slice(0, volumes.length))
    return served
  })
  const netE4 = revenueE4.map((revenue, at) =>
    servedE4.reduce(
      (net, served) => safe(net - (served[at] as number), at),
      safe(revenue - (goodsE4[at] as number), at),
    ),
  )
  const ranked = Int32Array.from(netE4.keys()).sort(
    (one, other) => (netE4[other] as number) - (netE4[one] as number) || one - other,
  )
  const values = Float64Array.from(ranked, (place) => netE4[place] as number)
  const earned = values.reduce((sum, value) => sum + Math.max(0, value), 0)
  return {
    netE4,
    servedE4,
    ranked,
    curve: cumulativeCurve(values, earned).map(({ customerShare, valueShare }) => [customerShare, valueShare]),
  }
}

function safe(amount: number, at: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`Amounts at ${at} must be safe integers, got ${amount}.`)
  return amount
}
