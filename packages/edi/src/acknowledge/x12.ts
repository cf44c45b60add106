import type { EdiIssue, IssueCode } from '../issue.ts'
import type { EdiWriter } from '../write/edi-writer.ts'
import type { MessageFaults, SegmentFault } from './message-faults.ts'
import type { ReceivedGroup, ReceivedInterchange, ReceivedTransaction } from './received.ts'

/** X12 element 718 (620 of 999): what is wrong with a transaction set. */
const transactionCodes: Partial<Record<IssueCode, string>> = {
  missingTransactionEnd: '2',
  transactionControl: '3',
  transactionCount: '4',
  badTag: '5',
  segmentTooLong: '5',
  transactionRepeated: '23',
}
/** X12 element 716: what is wrong with a functional group. */
const groupCodes: Partial<Record<IssueCode, string>> = { missingGroupEnd: '3', groupControl: '4', groupCount: '5' }
/** X12 element I18: what is wrong with an interchange. */
const interchangeCodes: Partial<Record<IssueCode, string>> = {
  interchangeControl: '001',
  interchangeCount: '021',
  missingInterchangeEnd: '023',
  missingGroup: '024',
  straySegment: '022',
  noTerminator: '004',
}

const codesOf = (issues: readonly EdiIssue[], codes: Partial<Record<IssueCode, string>>, most: number): string[] =>
  [...new Set(issues.flatMap(({ code }) => codes[code] ?? []))].slice(0, most)

export interface AcknowledgeX12 {
  kind: '997' | '999'
  /** ST02 of the acknowledgement. */
  control: string
  /** Faults the message layer found (`faultsOf`), by ST02; a transaction with such is accepted with errors, or rejected. */
  faults?: ReadonlyMap<string, MessageFaults>
  /** Transaction sets this side does not take (718 code 1). */
  unsupported?: (type: string) => boolean
}

/**
 * Writes the functional acknowledgement of one group, ST to SE: 997, or 999 where the guide asks for it. Everything a partner
 * needs to find the fault is in it: segment positions, element numbers, codes of the dictionary.
 */
export function acknowledgeGroup(writer: EdiWriter, received: ReceivedGroup, how: AcknowledgeX12): void {
  const { group, transactions } = received
  const first = writer.count
  writer.segment('ST', how.kind, how.control, ...(how.kind === '999' ? ['005010X231A1'] : []))
  writer.segment(
    'AK1',
    group?.kind ?? '',
    group?.control ?? '',
    ...(how.kind === '999' && group ? [group.version] : []),
  )
  let accepted = 0
  for (const one of transactions) if (acknowledgeTransaction(writer, one, how)) accepted++
  const codes = codesOf(received.issues, groupCodes, 5)
  const verdict =
    accepted === 0 && transactions.length > 0
      ? 'R'
      : accepted < transactions.length
        ? 'P'
        : codes.length > 0
          ? 'E'
          : 'A'
  writer.segment('AK9', verdict, String(declared(received)), String(transactions.length), String(accepted), ...codes)
  writer.segment('SE', String(writer.count - first + 1), how.control)
}

/** What the partner said the group holds, as far as it can be known. */
const declared = ({ issues, transactions }: ReceivedGroup) =>
  issues.find(({ code }) => code === 'groupCount')?.found ?? transactions.length

function acknowledgeTransaction(writer: EdiWriter, received: ReceivedTransaction, how: AcknowledgeX12): boolean {
  const { transaction, issues } = received
  const fault = how.faults?.get(transaction.control)
  writer.segment('AK2', transaction.type, transaction.control)
  for (const segment of fault?.segments ?? []) writeSegmentFault(writer, segment, how.kind)
  const unsupported = how.unsupported?.(transaction.type) === true
  const codes = [...(unsupported ? ['1'] : []), ...codesOf(issues, transactionCodes, 5)]
  if (fault && !codes.includes('5')) codes.push('5')
  const rejected = unsupported || !received.whole || received.errors > 0 || fault?.rejected === true
  const verdict = rejected ? 'R' : fault ? 'E' : 'A'
  writer.segment(how.kind === '997' ? 'AK5' : 'IK5', verdict, ...codes.slice(0, 5))
  return !rejected
}

function writeSegmentFault(writer: EdiWriter, fault: SegmentFault, kind: '997' | '999'): void {
  const [segmentTag, elementTag] = kind === '997' ? ['AK3', 'AK4'] : ['IK3', 'IK4']
  writer.segment(segmentTag as string, fault.tag, String(fault.position), fault.loop ?? '', fault.code ?? '8')
  for (const { position, component = '', repetition = '', reference = '', code, value } of fault.elements) {
    const place = [String(position), String(component), String(repetition)]
    while (place.at(-1) === '') place.pop()
    writer.segment(elementTag as string, place, reference, code, ...(value ? [value.slice(0, 99)] : []))
  }
}

/** TA1, the acknowledgement of the interchange itself: A accepted, E with errors, R rejected, with the first fault's code. */
export function acknowledgeInterchange(writer: EdiWriter, { interchange, issues, whole }: ReceivedInterchange): void {
  const [code = '000'] = codesOf(issues, interchangeCodes, 1)
  const verdict = code === '000' ? 'A' : whole ? 'E' : 'R'
  writer.segment('TA1', interchange.control, interchange.date, interchange.time, verdict, code)
}
