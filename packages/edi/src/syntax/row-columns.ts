/** Numbers that a segment is to its view. */
export const rowSize = 6
/** Where it begins and its terminator stands in the bytes; the end of the bytes where none came. */
export const startColumn = 0
export const endColumn = 1
/** Its first mark, and its terminator's or, where it has none, one behind the last. */
export const firstColumn = 2
export const lastColumn = 3
/** Its tag as a number (tags.ts); 0 where it is none. */
export const tagColumn = 4
/** 1 where a byte of it is released or above 127. */
export const oddColumn = 5
