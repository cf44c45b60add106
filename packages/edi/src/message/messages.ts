import type { Group, Interchange, Transaction } from '../envelope/envelope.ts'
import type { EdiVisitor, Ended } from '../envelope/visitor.ts'
import { KeptSegments } from '../syntax/kept-segments.ts'
import type { Segment } from '../syntax/segment.ts'
import type { MessageDefinition } from './definition.ts'
import { type ReadMessage, readMessage } from './read-message.ts'

export interface MessageContext {
  interchange: Interchange | undefined
  group: Group | undefined
  transaction: Transaction
}

/** One message of a stream, whole. */
export interface MessageMet extends MessageContext {
  ended: Ended
  /** Its segments without head and end. */
  segments: Segment[]
  /** Undefined where no definition was given for its type. */
  read: ReadMessage | undefined
}

/**
 * A visitor for the reader that gathers each message and reads it by the definition that `definitionFor` gives, that of the
 * partner if there is one. Keeps the segments of one message at a time.
 */
export function messageVisitor(
  definitionFor: (context: MessageContext) => MessageDefinition | undefined,
  met: (message: MessageMet) => void,
): EdiVisitor {
  let interchange: Interchange | undefined
  let group: Group | undefined
  let context: MessageContext | undefined
  const kept = new KeptSegments()
  return {
    interchange: (begun) => {
      interchange = begun
      group = undefined
    },
    group: (begun) => {
      group = begun
    },
    groupEnd: () => {
      group = undefined
    },
    transaction: (transaction) => {
      context = { interchange, group, transaction }
      kept.taken()
    },
    segment: (segment) => {
      if (context) kept.add(segment)
    },
    transactionEnd: (_, ended) => {
      if (!context) return
      const definition = definitionFor(context)
      const segments = kept.taken()
      met({ ...context, ended, segments, read: definition && readMessage(definition, segments) })
      context = undefined
    },
  }
}

/** Several visitors as one: acknowledgements collected and messages read in one pass. */
export function joined(...visitors: readonly EdiVisitor[]): EdiVisitor {
  const all = (tell: (visitor: EdiVisitor) => void) => {
    for (const visitor of visitors) tell(visitor)
  }
  return {
    interchange: (one) => all((visitor) => visitor.interchange?.(one)),
    group: (one) => all((visitor) => visitor.group?.(one)),
    transaction: (one) => all((visitor) => visitor.transaction?.(one)),
    segment: (one) =>
      all((visitor) => {
        const take = visitor.tags?.[one.tag]
        if (take) take(one)
        else visitor.segment?.(one)
      }),
    transactionEnd: (one, ended) => all((visitor) => visitor.transactionEnd?.(one, ended)),
    groupEnd: (one, ended) => all((visitor) => visitor.groupEnd?.(one, ended)),
    interchangeEnd: (one, ended) => all((visitor) => visitor.interchangeEnd?.(one, ended)),
    issue: (one) => all((visitor) => visitor.issue?.(one)),
  }
}
