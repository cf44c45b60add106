export { type AcknowledgeEdifact, acknowledgeEdifact } from './acknowledge/edifact.ts'
export { type ElementFault, faultsOf, type MessageFaults, type SegmentFault } from './acknowledge/message-faults.ts'
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
} from './acknowledge/x12.ts'
export type { CodeLists, Meaning } from './codes/code-lists.ts'
export { codeMeaning, codesOf } from './codes/code-meaning.ts'
export { contrl } from './edifact/contrl.ts'
export { desadv } from './edifact/desadv.ts'
export { iftsta } from './edifact/iftsta.ts'
export { edifactMessages } from './edifact/index.ts'
export { invoic } from './edifact/invoic.ts'
export { ordchg, orders, ordrsp } from './edifact/order-messages.ts'
export { iftmbc, iftmbf, iftmin } from './edifact/transport-messages.ts'
export type { Group, Interchange, Party, Transaction } from './envelope/envelope.ts'
export { EdiReader } from './envelope/read-envelopes.ts'
export type { EdiVisitor, Ended } from './envelope/visitor.ts'
export type { EdiIssue, IssueCode, Sentence } from './issue.ts'
export { isoOf, isoOfDtm } from './message/dates.ts'
export {
  type Choice,
  type CompositeDefinition,
  called,
  composite,
  type ElementDefinition,
  type ElementType,
  element,
  type Item,
  type Items,
  type LoopUse,
  loop,
  type MessageDefinition,
  many,
  maybe,
  message,
  must,
  one,
  only,
  repeated,
  type SegmentDefinition,
  type SegmentUse,
  segment,
  when,
} from './message/definition.ts'
export { type Branch, hierarchyOf } from './message/hierarchy.ts'
export type { MessageIssue, MessageIssueCode } from './message/message-issue.ts'
export { joined, type MessageContext, type MessageMet, messageVisitor } from './message/messages.ts'
export {
  type AddedElement,
  type AddedSegment,
  type Change,
  type Overridden,
  type Override,
  type OverrideProblem,
  override,
} from './message/override.ts'
export { type Place, type ReadMessage, readMessage } from './message/read-message.ts'
export type { MessageOf, NodeOf, OtherSegment, SegmentOf } from './message/typed.ts'
export { type MessageHead, writeMessage } from './message/write-message.ts'
export { type Renderable, renderMessage } from './render/render-message.ts'
export type {
  RenderedField,
  RenderedMessage,
  RenderedPlace,
  RenderedSection,
  RenderedTable,
  RenderLocale,
} from './render/rendered.ts'
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
export {
  x12Messages,
  x204,
  x210,
  x211,
  x214,
  x810,
  x850,
  x855,
  x856,
  x860,
  x940,
  x943,
  x944,
  x945,
  x990,
  x997,
  x999,
} from './x12/index.ts'
