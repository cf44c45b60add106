import {
  acknowledgeEdifact,
  acknowledgeGroup,
  acknowledgeInterchange,
  type EdiIssue,
  type EdiWriter,
  type MessageFaults,
  type ReceivedGroup,
  type ReceivedInterchange,
  type ReceivedTransaction,
} from '@quayside/edi'
import { beginEdifact, beginX12, endEdifact, endX12, type Open, type Written } from '../outbox/envelopes.ts'
import type { Controls } from '../outbox/next-control.ts'
import type { Partner } from '../partners/find-partner.ts'
import { isUnderstood } from '../take/understand/index.ts'
import type { Acknowledged, AcknowledgedMessage } from './find-acknowledged.ts'

/** TA1 where it is wanted, 997 or 999 for every group, or a CONTRL; nothing for acknowledgements, or where none is wanted. */
export function writeReceipt(controls: Controls, partner: Partner, of: Acknowledged, now: Date): Written | undefined {
  return of.standard === 'x12' ? writeX12(controls, partner, of, now) : writeContrl(controls, partner, of, now)
}

function writeX12(controls: Controls, partner: Partner, of: Acknowledged, now: Date): Written | undefined {
  const { acknowledge, ta1 } = partner.settings
  const silent = acknowledge === 'none'
  const interchange = received(of)
  const wrong = of.repeated || interchange.issues.length > 0
  const withTa1 = ta1 || of.wantsReceipt || (wrong && !silent)
  // What is rejected as a whole is not acknowledged group by group.
  const groups = silent || of.repeated ? [] : of.counts
  if (!withTa1 && groups.length === 0) return undefined
  const inRelease5 = groups.some((group) => kindFor(partner, group) === '999') || undefined
  const open = beginX12(controls, partner, of, now, inRelease5)
  if (withTa1 && of.repeated) open.writer.segment('TA1', of.control, of.sentOn, of.sentAt, 'R', repeatedInterchange)
  else if (withTa1) acknowledgeInterchange(open.writer, interchange)
  // One functional group holds acknowledgements of one kind.
  for (const kind of ['997', '999'] as const) {
    const ofKind = groups.filter((group) => kindFor(partner, group) === kind)
    if (ofKind.length > 0) writeKind(controls, partner, of, { open, kind, groups: ofKind })
  }
  return endX12(open)
}

/** X12 element I18: this control number came before. */
const repeatedInterchange = '025'

/** As the partner's settings say; the guides of release 005010 (GS08 005010X…) know no other than the 999. */
const kindFor = (partner: Partner, { release }: Acknowledged['counts'][number]): '997' | '999' =>
  partner.settings.acknowledge === '999' || /^005010X/.test(release) ? '999' : '997'

interface OfKind {
  open: Open
  kind: '997' | '999'
  groups: Acknowledged['counts']
}

function writeKind(controls: Controls, partner: Partner, of: Acknowledged, { open, kind, groups }: OfKind): void {
  open.beginGroup('FA', kind === '999' ? '005010X231A1' : partner.settings.release || '004010')
  for (const group of groups) {
    const control = padded(controls.next('message'))
    open.message(kind, control)
    const messages = of.messages.filter(({ groupPosition }) => groupPosition === group.groupPosition)
    if (messages.length === group.count)
      acknowledgeGroup(open.writer, groupOf(group, messages, of.issues), {
        kind,
        control,
        faults: faultsOf(messages),
        unsupported: (type) => !isUnderstood('x12', type),
      })
    else nameFaulty(open.writer, kind, control, group, messages)
  }
}

const padded = (control: number) => String(control).padStart(4, '0')

function writeContrl(controls: Controls, partner: Partner, of: Acknowledged, now: Date): Written | undefined {
  if (partner.settings.acknowledge === 'none' || of.counts.length === 0) return undefined
  const open = beginEdifact(controls, partner, of, now)
  const control = String(controls.next('message'))
  open.message('CONTRL', control)
  const unsupported = of.messages.filter(({ type }) => !isUnderstood('edifact', type))
  acknowledgeEdifact(open.writer, received(of), {
    control,
    // 0085 19: this type of message is not supported.
    refused: new Map(unsupported.map((message) => [message.control, '19'])),
    faults: faultsOf(of.messages),
  })
  return endEdifact(open)
}

const ofGroups = new Set(['groupControl', 'groupCount', 'missingGroupEnd'])

/**
 * What the reader told when the interchange came, as the acknowledgement wants it. One that is cut off is accepted with errors: its
 * good messages are taken, those that are not are refused by name.
 */
function received(of: Acknowledged): ReceivedInterchange {
  const x12 = of.standard === 'x12'
  const issues = x12 ? of.issues.filter(({ code }) => !ofGroups.has(code)) : of.issues
  // 0085 26, duplicate detected, is what this code of the reader becomes.
  const repeated = of.repeated && !x12 ? [{ code: 'transactionRepeated', severity: 'error' } as const] : []
  return {
    interchange: {
      standard: of.standard,
      control: of.control,
      sender: { id: of.sender, qualifier: of.senderQualifier },
      receiver: { id: of.receiver, qualifier: of.receiverQualifier },
      date: of.sentOn,
      time: of.sentAt,
      version: '',
      test: false,
      wantsAcknowledgement: of.wantsReceipt,
      delimiters: of.delimiters,
      at: 0,
      segment: 0,
    },
    groups: x12 || of.repeated ? [] : [groupOf(undefined, of.messages)],
    issues: [...repeated, ...issues] as EdiIssue[],
    whole: !of.repeated,
    errors: issues.length,
    count: of.counts.length,
  }
}

function groupOf(
  group: Acknowledged['counts'][number] | undefined,
  messages: readonly AcknowledgedMessage[],
  issues: Acknowledged['issues'] = [],
): ReceivedGroup {
  return {
    group: group && {
      kind: group.groupKind,
      control: group.groupControl,
      sender: '',
      receiver: '',
      date: '',
      time: '',
      version: group.release,
      at: 0,
      segment: 0,
    },
    transactions: messages.map(transactionOf),
    issues: issues.filter((one) => ofGroups.has(one.code) && one.group === group?.groupControl) as EdiIssue[],
    whole: true,
    errors: 0,
    count: messages.length,
  }
}

const transactionOf = ({ type, control, release, syntax, refused }: AcknowledgedMessage): ReceivedTransaction => ({
  transaction: { type, control, version: release, at: 0, segment: 0 },
  issues: syntax as EdiIssue[],
  whole: !refused,
  errors: refused ? 1 : 0,
  count: 0,
})

const faultsOf = (messages: readonly AcknowledgedMessage[]): ReadonlyMap<string, MessageFaults> =>
  new Map(messages.flatMap(({ control, faults }) => (faults ? [[control, faults] as const] : [])))

/** Of a group of very many: those with faults by name, the others by count. */
function nameFaulty(
  writer: EdiWriter,
  kind: '997' | '999',
  control: string,
  group: Acknowledged['counts'][number],
  messages: readonly AcknowledgedMessage[],
): void {
  const first = writer.count
  const faulty = messages.filter(({ refused, faults }) => refused || faults)
  writer.segment('ST', kind, control, ...(kind === '999' ? ['005010X231A1'] : []))
  writer.segment('AK1', group.groupKind, group.groupControl, ...(kind === '999' ? [group.release] : []))
  for (const one of faulty)
    writer.segment('AK2', one.type, one.control).segment(kind === '997' ? 'AK5' : 'IK5', one.refused ? 'R' : 'E', '5')
  const verdict = group.accepted === 0 ? 'R' : group.accepted < group.count ? 'P' : faulty.length > 0 ? 'E' : 'A'
  writer.segment('AK9', verdict, String(group.count), String(group.count), String(group.accepted))
  writer.segment('SE', String(writer.count - first + 1), control)
}
