import { bothRadars, type OrderLines, type RadarOptions } from '@quayside/analytics'
import { unpacked } from '../customers/packed-orders.ts'
import { seriesOfLines } from './lines-of-orders.ts'

/** Those alarmed about, one place each. Money in the unit of the lines. */
export interface Alarms {
  /** Series with enough orders, and those with too few. */
  watched: number
  tooFew: number
  series: Uint32Array
  chance: Float64Array
  adjusted: Float64Array
  since: Float64Array
  lastDay: Float64Array
  before: Float64Array
  after: Float64Array
  /** NaN in the value radar: there orders come as ever. */
  missingOrders: Float64Array
  missing: Float64Array
}

export interface Watched {
  season: Float64Array
  rhythm: Alarms
  value: Alarms
}

/** Both radars over series of orders. */
export function watch(lines: OrderLines, options: RadarOptions): Watched {
  const { rhythm, value, lastDay: last } = bothRadars(lines, options)
  const none = new Float64Array(last.length).fill(Number.NaN)
  return {
    season: rhythm.season,
    rhythm: alarmsOf({ ...rhythm, last }),
    value: alarmsOf({ ...value, missingOrders: none, last }),
  }
}

/** Lines of all customers: whose and when packed, and what each came to. */
export interface PackedLines {
  code: Float64Array
  amount: Float64Array
}

/** The same over the lines of all customers, each a series. `keys`: whose. */
export function watchLines({ code, amount }: PackedLines, options: RadarOptions): Watched & { keys: Int32Array } {
  const { key, day } = unpacked(code)
  const { keys, lines } = seriesOfLines({ key, day, amount })
  return { ...watch(lines, options), keys }
}

interface Radar {
  chance: Float64Array
  adjusted: Float64Array
  alarm: Uint8Array
  since: Float64Array
  before: Float64Array
  after: Float64Array
  missingOrders: Float64Array
  missingAmount: Float64Array
  last: Float64Array
}

/** Whose loss cannot be dated or is none (fewer orders than ever, but not of late) is not among them. */
function alarmsOf(radar: Radar): Alarms {
  const watched = radar.chance.reduce((count, chance) => count + (Number.isNaN(chance) ? 0 : 1), 0)
  const found = [...radar.alarm.keys()].filter((at) => radar.alarm[at] === 1 && !Number.isNaN(radar.since[at]))
  const series = Uint32Array.from(found)
  const pick = (column: Float64Array) => Float64Array.from(series, (at) => column[at] as number)
  return {
    watched,
    tooFew: radar.chance.length - watched,
    series,
    chance: pick(radar.chance),
    adjusted: pick(radar.adjusted),
    since: pick(radar.since),
    lastDay: pick(radar.last),
    before: pick(radar.before),
    after: pick(radar.after),
    missingOrders: pick(radar.missingOrders),
    missing: pick(radar.missingAmount),
  }
}
