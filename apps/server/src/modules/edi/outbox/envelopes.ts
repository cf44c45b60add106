import { type Delimiters, EdiWriter, edifactSeparators, x12Separators } from '@quayside/edi'
import type { Partner } from '../partners/find-partner.ts'
import type { Controls } from './next-control.ts'

/** To whom: as the partner named himself in what is answered, else by his first identifier. */
export interface Addressee {
  sender: string
  senderQualifier: string
  receiver?: string
  receiverQualifier?: string
}

export interface WrittenMessage {
  type: string
  control: string
  groupKind: string
  groupControl: string
  release: string
  segmentsBefore: number
}

/** An interchange of ours, whole. */
export interface Written {
  standard: 'x12' | 'edifact'
  control: string
  bytes: Uint8Array
  delimiters: Delimiters
  from: { id: string; qualifier: string }
  to: { id: string; qualifier: string }
  messages: WrittenMessage[]
}

export interface Open extends Omit<Written, 'bytes'> {
  writer: EdiWriter
  groupControl: string
  groupKind: string
  release: string
  messagesInGroup: number
  groups: number
  beginGroup(kind: string, release: string): void
  /** Said before the message is written. */
  message(type: string, control: string): void
}

const two = (value: number) => String(value).padStart(2, '0')
const dayText = (now: Date) => `${now.getUTCFullYear()}${two(now.getUTCMonth() + 1)}${two(now.getUTCDate())}`
const timeText = (now: Date) => `${two(now.getUTCHours())}${two(now.getUTCMinutes())}`

function opened(
  writer: EdiWriter,
  partner: Partner,
  { sender, senderQualifier, receiver, receiverQualifier }: Addressee,
  control: string,
  delimiters: Delimiters,
): Open {
  const open: Open = {
    standard: delimiters.standard,
    control,
    delimiters,
    writer,
    from: { id: receiver || partner.ourId, qualifier: receiverQualifier ?? partner.ourQualifier },
    to: { id: sender, qualifier: senderQualifier },
    messages: [],
    groupControl: '',
    groupKind: '',
    release: partner.settings.release || 'D:96A:UN',
    messagesInGroup: 0,
    groups: 0,
    beginGroup: () => undefined,
    message(type, messageControl) {
      open.messagesInGroup++
      const { groupKind, groupControl, release } = open
      open.messages.push({
        type,
        control: messageControl,
        groupKind,
        groupControl,
        release,
        segmentsBefore: writer.count,
      })
    },
  }
  return open
}

export function beginX12(
  controls: Controls,
  partner: Partner,
  to: Addressee,
  now: Date,
  inRelease5 = partner.settings.release.startsWith('005'),
): Open {
  const control = String(controls.next('interchange')).padStart(9, '0')
  const writer = new EdiWriter({ delimiters: x12Separators, lineBreak: partner.settings.lineBreaks ? '\n' : '' })
  const open = opened(writer, partner, to, control, x12Separators)
  const release = inRelease5 ? '00501' : '00401'
  const elements = [
    '00',
    '',
    '00',
    '',
    open.from.qualifier || 'ZZ',
    open.from.id,
    open.to.qualifier || 'ZZ',
    open.to.id,
  ]
  const mark = release === '00501' ? '^' : 'U'
  writer.isa([
    ...elements,
    dayText(now).slice(2),
    timeText(now),
    mark,
    release,
    control,
    '0',
    partner.settings.test ? 'T' : 'P',
    '>',
  ])
  open.beginGroup = (kind, groupRelease) => {
    endGroup(open)
    open.groups++
    open.groupControl = String(controls.next('group'))
    open.groupKind = kind
    open.release = groupRelease
    writer.segment(
      'GS',
      kind,
      open.from.id,
      open.to.id,
      dayText(now),
      timeText(now),
      open.groupControl,
      'X',
      groupRelease,
    )
  }
  return open
}

function endGroup(open: Open): void {
  if (open.groups > 0) open.writer.segment('GE', String(open.messagesInGroup), open.groupControl)
  open.messagesInGroup = 0
}

export function endX12(open: Open): Written {
  endGroup(open)
  open.writer.segment('IEA', String(open.groups), open.control)
  return writtenOf(open)
}

const writtenOf = ({ standard, control, writer, delimiters, from, to, messages }: Open): Written => ({
  ...{ standard, control, delimiters, from, to, messages },
  bytes: writer.bytes(),
})

export function beginEdifact(controls: Controls, partner: Partner, to: Addressee, now: Date): Open {
  const control = String(controls.next('interchange'))
  const writer = new EdiWriter({ delimiters: edifactSeparators, lineBreak: partner.settings.lineBreaks ? '\n' : '' })
  const open = opened(writer, partner, to, control, edifactSeparators)
  const party = ({ id, qualifier }: Open['from']) => [id, qualifier].filter((one, at) => at === 0 || one !== '')
  // UNOW is UTF-8; it is in syntax version 4 alone. UNOC is Latin-1, which our writer would have to be told.
  writer
    .una()
    .segment('UNB', ['UNOW', '4'], party(open.from), party(open.to), [dayText(now).slice(2), timeText(now)], control)
  return open
}

export function endEdifact(open: Open): Written {
  open.writer.segment('UNZ', String(open.messagesInGroup), open.control)
  return writtenOf(open)
}
