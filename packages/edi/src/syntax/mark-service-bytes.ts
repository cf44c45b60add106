import type { Delimiters } from './delimiters.ts'
import { type Kinds, terminatorKind } from './service-bytes.ts'
import { mostMarked } from './wasm-layout.ts'
import { borrowWindow, giveBack, type WasmWindow } from './wasm-window.ts'

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

/** Copies the marks out, so that every reader has its own, whoever reads in between. */
export function sixteenAtOnce(delimiters: Delimiters): MarkServiceBytes | undefined {
  const window = borrowWindow()
  if (window === undefined) return undefined
  giveBack(window)
  return (bytes, from, to, marks) => {
    const window = borrowWindow() as WasmWindow
    window.mark(bytes, from, to, delimiters)
    const { markCount, stopCount, stops } = window
    marks.positions.set(window.marks.subarray(0, markCount), marks.count)
    for (let at = 0; at < stopCount; at++) marks.stops[marks.stopCount + at] = (stops[at] as number) + marks.count
    marks.count += markCount
    marks.stopCount += stopCount
    giveBack(window)
  }
}
