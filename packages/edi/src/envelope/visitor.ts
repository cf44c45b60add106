import type { EdiIssue } from '../issue.ts'
import type { Segment } from '../syntax/segment.ts'
import type { Group, Interchange, Transaction } from './envelope.ts'

/** How an interchange, group or message ended. */
export interface Ended {
  /** False where the segment that ends it never came. */
  whole: boolean
  /** Errors met in it, those of what it holds included. */
  errors: number
  /** Messages of a group, groups or messages of an interchange, segments of a message with its head and end. */
  count: number
}

/** What the reader tells, in the order of the stream. Every view is good until the call returns. */
export interface EdiVisitor {
  interchange?(interchange: Interchange): void
  group?(group: Group): void
  transaction?(transaction: Transaction): void
  /** The segments of a message between its head (ST, UNH) and end (SE, UNT), those not counted; and outside of messages those of the interchange itself (TA1, TA3, ISB, ISE). */
  segment?(segment: Segment): void
  /** Those of these tags are told here and not to `segment`. Without `segment` the others cost next to nothing. */
  readonly tags?: Readonly<Record<string, (segment: Segment) => void>>
  transactionEnd?(transaction: Transaction, ended: Ended): void
  groupEnd?(group: Group, ended: Ended): void
  interchangeEnd?(interchange: Interchange, ended: Ended): void
  issue?(issue: EdiIssue): void
}
