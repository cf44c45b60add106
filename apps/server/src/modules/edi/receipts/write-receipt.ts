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
import type { Tx } from '../../../platform/database.ts'
import { beginEdifact, beginX12, endEdifact, endX12, type Written } from '../outbox/envelopes.ts'
import { nextControl } from '../outbox/next-control.ts'
import type { Partner } from '../partners/find-partner.ts'
import { isUnderstood } from '../take/understand/index.ts'
import type { Acknowledged, AcknowledgedMessage } from './find-acknowledged.ts'

/** TA1 where it is wanted, 997 or 999 for every group, or a CONTRL; nothing for acknowledgements, or where none is wanted. */
export async function writeReceipt(
  tx: Tx,
  partner: Partner,
  of: Acknowledged,
  now: Date,
): Promise<Written | undefined> {
  return of.standard === 'x12' ? writeX12(tx, partner, of, now) : writeContrl(tx, partner, of, now)
}

async function writeX12(tx: Tx, partner: Partner, of: Acknowledged, now: Date): Promise<Written | undefined> {
  const ta1 = partner.settings.ta1 || of.wantsReceipt
  const kind = partner.settings.acknowledge === '999' ? '999' : '997'
  const groups = partner.settings.acknowledge === 'none' ? [] : of.counts
  if (!ta1 && groups.length === 0) return undefined
  const open = await beginX12(tx, partner, of, now)
  const { writer } = open
  if (ta1) acknowledgeInterchange(writer, received(of))
  if (groups.length > 0) {
    await open.beginGroup('FA', kind === '999' ? '005010X231A1' : partner.settings.release || '004010')
    for (const group of groups) {
      const control = await nextControl(tx, partner.id, 'message')
      open.message(kind, padded(control))
      const messages = of.messages.filter(({ groupPosition }) => groupPosition === group.groupPosition)
      if (messages.length === group.count)
        acknowledgeGroup(writer, groupOf(group, messages), {
          kind,
          control: padded(control),
          faults: faultsOf(messages),
          unsupported: (type) => !isUnderstood('x12', type),
        })
      else nameFaulty(writer, kind, padded(control), group, messages)
    }
  }
  return endX12(open)
}

const padded = (control: number) => String(control).padStart(4, '0')

async function writeContrl(tx: Tx, partner: Partner, of: Acknowledged, now: Date): Promise<Written | undefined> {
  if (partner.settings.acknowledge === 'none' || of.counts.length === 0) return undefined
  const open = await beginEdifact(tx, partner, of, now)
  const control = String(await nextControl(tx, partner.id, 'message'))
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

/** What the reader told when the interchange came, as the acknowledgement wants it. */
function received(of: Acknowledged): ReceivedInterchange {
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
    groups: of.standard === 'edifact' ? [groupOf(undefined, of.messages)] : [],
    issues: of.issues as EdiIssue[],
    whole: of.whole && !(of.repeated && of.standard === 'x12'),
    errors: of.issues.length,
    count: of.counts.length,
  }
}

function groupOf(
  group: Acknowledged['counts'][number] | undefined,
  messages: readonly AcknowledgedMessage[],
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
    issues: [],
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
