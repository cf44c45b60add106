import { rowSize } from './row-columns.ts'
import { Segment } from './segment.ts'
import { TextWindow } from './text-window.ts'

const blockBytes = 8192
/** Fewer than a quarter of the bytes separate, and a segment is seldom shorter than 24 bytes; where it is otherwise another block begins. */
const blockMarks = blockBytes / 4
const blockRows = Math.ceil(blockBytes / 24)

/** Memory that several kept segments share. */
export interface Block {
  bytes: Uint8Array
  marks: Int32Array
  rows: Int32Array
  window: TextWindow
  usedMarks: number
  usedRows: number
}

function blockOf(bytes: number, marks: number): Block {
  const own = new Uint8Array(Math.max(bytes, blockBytes))
  const window = new TextWindow(own, 0)
  const [ownMarks, rows] = [new Int32Array(Math.max(marks, blockMarks)), new Int32Array(blockRows * rowSize)]
  return { bytes: own, marks: ownMarks, rows, window, usedMarks: 0, usedRows: 0 }
}

/**
 * Copies of segments, as `keep()` makes them, in memory that they share with their neighbours: a fraction of what one by one
 * costs. Who holds one of them holds at most a few blocks.
 */
export class KeptSegments {
  #segments: Segment[] = []
  #block: Block | undefined

  add(segment: Segment): void {
    const [bytes, marks] = [segment.end + 1 - segment.start, segment.markCount]
    let block = this.#block
    if (
      block === undefined ||
      block.window.length + bytes > block.bytes.length ||
      block.usedMarks + marks > block.marks.length ||
      block.usedRows === blockRows
    ) {
      block = blockOf(bytes, marks)
      this.#block = block
    }
    const kept = new Segment(block.bytes, segment.delimiters, segment.kinds, block.window)
    segment.keepIn(block, kept)
    this.#segments.push(kept)
  }

  /** Those added since the last time. */
  taken(): Segment[] {
    const segments = this.#segments
    this.#segments = []
    return segments
  }
}
