import type { EdiIssue, IssueCode } from '../issue.ts'
import type { EdiWriter } from '../write/edi-writer.ts'
import type { MessageFaults, SegmentFault } from './message-faults.ts'
import type { ReceivedInterchange, ReceivedTransaction } from './received.ts'

/** EDIFACT 0085: what is wrong, as CONTRL says it. */
const codes: Partial<Record<IssueCode, string>> = {
  interchangeControl: '28',
  groupControl: '28',
  transactionControl: '28',
  interchangeCount: '29',
  groupCount: '29',
  transactionCount: '29',
  transactionRepeated: '26',
  missingTransactionEnd: '13',
  missingGroupEnd: '13',
  missingInterchangeEnd: '13',
  badTag: '15',
  straySegment: '15',
  segmentTooLong: '39',
}

/** EDIFACT 0083: 4 this level and all below rejected, 7 acknowledged, what is below too unless it is rejected by name. */
type Action = '4' | '7'

const codeOf = (issues: readonly EdiIssue[]) => issues.map(({ code }) => codes[code]).find((one) => one !== undefined)

export interface AcknowledgeEdifact {
  /** UNH 0062 of the acknowledgement. */
  control: string
  /** Messages that this side refuses, by UNH 0062, with the 0085 code. */
  refused?: ReadonlyMap<string, string>
  /** Faults the message layer found (`faultsOf`), by UNH 0062. */
  faults?: ReadonlyMap<string, MessageFaults>
}

/**
 * Writes the CONTRL message (ISO 9735, D 3 UN) for one interchange, UNH to UNT: one UCI, and a UCM for every message that is not
 * accepted or, where one is refused, for all of them.
 */
export function acknowledgeEdifact(writer: EdiWriter, received: ReceivedInterchange, how: AcknowledgeEdifact): void {
  const { interchange } = received
  const first = writer.count
  const messages = received.groups.flatMap(({ transactions }) => transactions)
  const code = codeOf([...received.issues, ...received.groups.flatMap(({ issues }) => issues)])
  const action: Action = received.whole ? '7' : '4'
  writer.segment('UNH', how.control, ['CONTRL', 'D', '3', 'UN'])
  writer.segment(
    'UCI',
    interchange.control,
    [interchange.sender.id, interchange.sender.qualifier].filter((one, at) => at === 0 || one !== ''),
    [interchange.receiver.id, interchange.receiver.qualifier].filter((one, at) => at === 0 || one !== ''),
    action,
    ...(code ? [code] : []),
  )
  for (const message of messages) writeMessage(writer, message, how)
  writer.segment('UNT', String(writer.count - first + 1), how.control)
}

function writeMessage(
  writer: EdiWriter,
  { transaction, issues, whole, errors }: ReceivedTransaction,
  how: AcknowledgeEdifact,
): void {
  const faults = how.faults?.get(transaction.control)
  const code = codeOf(issues) ?? how.refused?.get(transaction.control)
  const refused = how.refused?.has(transaction.control) || faults?.rejected
  const action: Action = !whole || errors > 0 || refused ? '4' : '7'
  writer.segment(
    'UCM',
    transaction.control,
    [transaction.type, ...transaction.version.split(':')],
    action,
    ...(action === '4' ? [code ?? '18'] : []),
  )
  for (const fault of faults?.segments ?? []) writeSegmentFault(writer, fault)
}

/** 0098 counts the segment tag as position 1. */
function writeSegmentFault(writer: EdiWriter, { position, code, elements }: SegmentFault): void {
  writer.segment('UCS', String(position), ...(code ? [code] : []))
  for (const { position: element, component = '', repetition = '', code: elementCode } of elements) {
    const place = [String(element + 1), String(component), String(repetition)]
    while (place.at(-1) === '') place.pop()
    writer.segment('UCD', elementCode, place)
  }
}
