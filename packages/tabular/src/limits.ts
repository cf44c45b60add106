export type Limits = {
  /** Cells of a row beyond this are dropped, with an issue. */
  maxColumns: number
  /** A longer value is cut, with an issue. Excel itself holds 32,767. */
  maxCellChars: number
  /** A record without an end within this many characters is cut; bounds memory on a file with an open quote. */
  maxRecordChars: number
  batchRows: number
  /** Of all parts of an xlsx together. */
  maxInflatedBytes: number
  /** Inflated to stored size of one part; real sheets stay below 100, deflate can reach 1,032. */
  maxInflateRatio: number
}

export const defaultLimits: Limits = {
  maxColumns: 2_000,
  maxCellChars: 262_144,
  maxRecordChars: 1_048_576,
  batchRows: 1_000,
  maxInflatedBytes: 1_073_741_824,
  maxInflateRatio: 250,
}
