import { EdiReader, type MessageDefinition, type MessageMet, messageVisitor, type Segment } from '../src/index.ts'

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

export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = []
  const reader = new EdiReader({ segment: (one) => segments.push(one.keep()) })
  reader.push(Buffer.from(text))
  reader.end()
  return segments
}

const isa = 'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261122*1201*U*00401*000000001*0*P*>~'

/** An interchange of one transaction set. */
export const x12 = (type: string, ...segments: readonly string[]) =>
  `${isa}GS*XX*A*B*20261122*1201*1*X*004010~ST*${type}*0001~${segments.map((one) => `${one}~`).join('')}SE*${segments.length + 2}*0001~GE*1*1~IEA*1*000000001~`
