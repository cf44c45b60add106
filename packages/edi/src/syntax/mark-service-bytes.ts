import type { Delimiters } from './delimiters.ts'
import { type Kinds, terminatorKind } from './service-bytes.ts'
import { simdBytes, simdMarks } from './simd-marks.ts'

/** Marked in one call at the most. */
export const mostMarked = simdBytes
/** Below this the call costs more than it saves. */
const fewBytes = 128

/** Where the bytes stand that are not plain data. */
export class ServiceMarks {
  /** In order. */
  positions = new Int32Array(mostMarked + 1)
  count = 0
  /** Numbers of those among them that end a segment or may hide its end or are above 127. */
  stops = new Int32Array(mostMarked + 1)
  stopCount = 0

  clear(): void {
    this.count = 0
    this.stopCount = 0
  }

  /** Room for so many more. */
  reserve(more: number): void {
    if (this.count + more >= this.positions.length) this.positions = widened(this.positions)
    if (this.stopCount + more >= this.stops.length) this.stops = widened(this.stops)
  }
}

function widened(values: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(2 * values.length)
  wider.set(values)
  return wider
}

/** Adds the marks of the bytes from `from` to `to`, `mostMarked` at the most, for which there is room. What touches every byte. */
export type MarkServiceBytes = (bytes: Uint8Array, from: number, to: number, marks: ServiceMarks) => void

export const markerFor = (delimiters: Delimiters, kinds: Kinds): MarkServiceBytes => {
  const one = oneByOne(kinds)
  const many = sixteenAtOnce(delimiters)
  if (many === undefined) return one
  return (bytes, from, to, marks) => (to - from < fewBytes ? one : many)(bytes, from, to, marks)
}

export const oneByOne =
  (kinds: Kinds): MarkServiceBytes =>
  (bytes, from, to, marks) => {
    const { positions, stops } = marks
    let { count, stopCount } = marks
    for (let at = from; at < to; at++) {
      const kind = kinds[bytes[at] as number] as number
      if (kind === 0) continue
      if (kind >= terminatorKind) stops[stopCount++] = count
      positions[count++] = at
    }
    marks.count = count
    marks.stopCount = stopCount
  }

const simd = simdMarks()

/** Copies the bytes in and the marks out, so that every reader has its own, whoever reads in between. */
export function sixteenAtOnce(delimiters: Delimiters): MarkServiceBytes | undefined {
  if (simd === undefined) return undefined
  const { mark, bytes: scratch, marks: found, stops: foundStops } = simd
  const { element, component, repetition, release, terminator } = delimiters
  // One that is not there is compared with another; above 127 it is marked anyway.
  const [second, third, fourth] = [or(component, element), or(repetition, element), or(release, terminator)]
  return (bytes, from, to, marks) => {
    scratch.set(bytes.subarray(from, to))
    const answer = mark(to - from, from, element, second, third, fourth, terminator)
    let [count, stopCount] = [answer & 0xffff, answer >>> 16]
    // The last step looks at bytes behind the end.
    while (count > 0 && (found[count - 1] as number) >= to) count--
    while (stopCount > 0 && (foundStops[stopCount - 1] as number) >= count) stopCount--
    marks.positions.set(found.subarray(0, count), marks.count)
    for (let at = 0; at < stopCount; at++) marks.stops[marks.stopCount + at] = (foundStops[at] as number) + marks.count
    marks.count += count
    marks.stopCount += stopCount
  }
}

const or = (byte: number, instead: number) => (byte < 0 ? instead : byte)
