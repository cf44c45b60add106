import { EdiReader, type MessageDefinition, type MessageMet, messageVisitor } from '../src/index.ts'

/** Every message of some bytes, read by the definitions given. */
export function messagesOf(bytes: Uint8Array, definitions: Readonly<Record<string, MessageDefinition>>): MessageMet[] {
  const met: MessageMet[] = []
  const reader = new EdiReader(
    messageVisitor(
      ({ transaction }) => definitions[transaction.type],
      (one) => met.push(one),
    ),
  )
  reader.push(bytes)
  reader.end()
  return met
}

export const issuesOf = (met: MessageMet | undefined) =>
  met?.read?.issues.map(({ code, position, tag, element }) =>
    [code, `${position}:${tag}`, ...(element === undefined ? [] : [element])].join(' '),
  )
