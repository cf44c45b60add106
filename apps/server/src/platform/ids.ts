import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

export type Id = string

const bytesOfOne = 16
/** Drawn for many ids at once: asking the system for sixteen bytes costs more than everything else about an id. */
const drawn = Buffer.allocUnsafe(256 * bytesOfOne)
let used = drawn.length

function random(): Buffer {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  used += bytesOfOne
  return drawn.subarray(used - bytesOfOne, used)
}

let milliseconds = Number.NEGATIVE_INFINITY
let sequence = 0

/** UUIDv7: sorts by time of making, within a millisecond too, so inserts land at the right end of every index. */
export function newId(): Id {
  const bytes = random()
  const now = Date.now()
  if (now > milliseconds) {
    milliseconds = now
    // Half of its range, so that it can count on; as RFC 9562, 6.2 advises.
    sequence = bytes.readUInt32BE(0) >>> 1
  } else {
    sequence = (sequence + 1) | 0
    if (sequence === 0) milliseconds += 1
  }
  return v7({ random: bytes, msecs: milliseconds, seq: sequence })
}
