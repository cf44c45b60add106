import type { EdiIssueShown } from '@quayside/contract'
import {
  edifactMessages,
  faultsOf,
  type MessageDefinition,
  type MessageFaults,
  type MessageIssue,
  type ReadMessage,
  readMessage,
  type Standard,
  x12Messages,
} from '@quayside/edi'
import type { Content } from './message-content.ts'
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

/** What the message says, checked against its definition. */
export function readByDefinition(standard: Standard, type: string, content: Content): ReadByDefinition {
  const definition = definitionOf(standard, type)
  const read = definition && readMessage(definition, content.segments)
  return {
    said: new Said(content.segments),
    read,
    issues: (read?.issues ?? []).slice(0, issuesKept).map(shownIssue),
    faults: read && limited(faultsOf(read, false)),
  }
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
