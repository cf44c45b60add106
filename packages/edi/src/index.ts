export { type AcknowledgeEdifact, acknowledgeEdifact } from './acknowledge/edifact.ts'
export {
  Received,
  type ReceivedGroup,
  type ReceivedInterchange,
  type ReceivedTransaction,
} from './acknowledge/received.ts'
export {
  type AcknowledgeX12,
  acknowledgeGroup,
  acknowledgeInterchange,
  type ElementFault,
  type SegmentFault,
} from './acknowledge/x12.ts'
export type { Group, Interchange, Party, Transaction } from './envelope/envelope.ts'
export { EdiReader, type EdiVisitor, type Ended } from './envelope/read-envelopes.ts'
export type { EdiIssue, IssueCode, Sentence } from './issue.ts'
export type { Delimiters, Standard } from './syntax/delimiters.ts'
export type { SegmentOptions } from './syntax/read-segments.ts'
export { Segment } from './syntax/segment.ts'
export {
  EdiWriter,
  type ElementValue,
  edifactSeparators,
  type Replaced,
  type WriterOptions,
  x12Separators,
} from './write/edi-writer.ts'
