/** Where in the memory of the WebAssembly module things stand, in bytes. */

/** Bytes looked at in one call; they begin at 0, and what stands behind them is read too. */
export const mostMarked = 16 * 1024
const room = 1024
/** A byte for each byte value: its kind (service-bytes.ts), and whether it may stand in a tag or between segments. */
export const classesAt = mostMarked + room
export const kindBits = 7
export const tagClass = 16
export const blankClass = 8
/** Where marks are written, i32 each. */
export const marksAt = 32 * 1024
/** Numbers of the marks that are terminators, releases or above 127. */
export const stopsAt = marksAt + 4 * mostMarked + room
export const mostRows = 4096
export const rowBytes = 24
export const rowsAt = stopsAt + 4 * mostMarked + room
export const pages = Math.ceil((rowsAt + mostRows * rowBytes) / 65_536)
