import type { EdiIssueShown } from '@quayside/contract'
import {
  EdiWriter,
  edifactMessages,
  faultsOf,
  type MessageDefinition,
  type MessageFaults,
  type MessageIssue,
  type Override,
  override,
  type ReadMessage,
  readMessage,
  type Standard,
  writeMessage,
  x12Messages,
} from '@quayside/edi'
import { type Content, segmentsOf } from './message-content.ts'
import { Said } from './said.ts'

/** Of one message are kept. */
const issuesKept = 50

export interface ReadByDefinition {
  said: Said
  read: ReadMessage | undefined
  issues: EdiIssueShown[]
  faults: MessageFaults | undefined
}

export const definitionOf = (standard: Standard, type: string): MessageDefinition | undefined => {
  const all: Readonly<Record<string, MessageDefinition>> = standard === 'x12' ? x12Messages : edifactMessages
  return Object.hasOwn(all, type) ? all[type] : undefined
}

/**
 * What the message says, checked against its definition. Where the partner does things his way, that is what it is checked against,
 * and what is understood is in the words of the standard.
 */
export function readByDefinition(
  standard: Standard,
  type: string,
  content: Content,
  overrides: Readonly<Record<string, unknown>> = {},
): ReadByDefinition {
  const definition = definitionOf(standard, type)
  const his = Object.hasOwn(overrides, type) ? (overrides[type] as Override) : undefined
  const read = definition && readMessage(his ? override(definition, his).definition : definition, content.segments)
  return {
    said: new Said(read && his ? inStandardWords(definition, read, content) : content.segments),
    read,
    issues: (read?.issues ?? []).slice(0, issuesKept).map(shownIssue),
    faults: read && limited(faultsOf(read, false)),
  }
}

function inStandardWords(definition: MessageDefinition, { message }: ReadMessage, { delimiters }: Content) {
  const writer = new EdiWriter({ delimiters })
  writeMessage(writer, definition, message, { control: '1' })
  return segmentsOf(Buffer.from(writer.bytes()), delimiters).segments
}

const limited = (faults: MessageFaults | undefined): MessageFaults | undefined =>
  faults && { ...faults, segments: faults.segments.slice(0, issuesKept) }

const shownIssue = ({ code, severity, position, tag, element, component, sentence }: MessageIssue): EdiIssueShown => ({
  code,
  severity,
  segment: position,
  tag,
  element: element ?? null,
  component: component ?? null,
  sentence,
})
