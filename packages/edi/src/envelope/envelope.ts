import type { Delimiters, Standard } from '../syntax/delimiters.ts'
import type { Segment } from '../syntax/segment.ts'

/** Who speaks: an identifier and what kind of identifier it is (X12 I05, EDIFACT 0007). */
export interface Party {
  id: string
  qualifier: string
}

export interface Interchange {
  standard: Standard
  /** Empty for one without a header. */
  control: string
  sender: Party
  receiver: Party
  /** As written: YYMMDD or CCYYMMDD, HHMM. */
  date: string
  time: string
  /** X12: ISA12, as `00501`. EDIFACT: syntax identifier and version, as `UNOC:3`. */
  version: string
  test: boolean
  /** The sender asks for a TA1 or CONTRL. */
  wantsAcknowledgement: boolean
  delimiters: Delimiters
  at: number
  segment: number
}

/** A functional group, X12 GS or EDIFACT UNG; EDIFACT mostly has none. */
export interface Group {
  /** GS01 (`PO`, `SM`, `QM` …), or the message type of UNG. */
  kind: string
  control: string
  sender: string
  receiver: string
  date: string
  time: string
  /** GS08, as `004010`, or version, release and agency of UNG, as `D:96A:UN`. */
  version: string
  at: number
  segment: number
}

/** A message, X12 transaction set or EDIFACT message. */
export interface Transaction {
  /** ST01 (`850`) or UNH S009 0065 (`ORDERS`). */
  type: string
  control: string
  /** GS08 or ST03 for X12; UNH S009 as `D:96A:UN:EAN008` for EDIFACT. */
  version: string
  at: number
  segment: number
}

const trimmed = (segment: Segment, element: number, component?: number) => segment.text(element, component).trim()

export function x12Interchange(isa: Segment): Interchange {
  return {
    standard: 'x12',
    control: trimmed(isa, 13),
    sender: { qualifier: trimmed(isa, 5), id: trimmed(isa, 6) },
    receiver: { qualifier: trimmed(isa, 7), id: trimmed(isa, 8) },
    date: trimmed(isa, 9),
    time: trimmed(isa, 10),
    version: trimmed(isa, 12),
    test: trimmed(isa, 15) === 'T',
    wantsAcknowledgement: trimmed(isa, 14) === '1',
    delimiters: isa.delimiters,
    at: isa.at(),
    segment: isa.number,
  }
}

export function edifactInterchange(unb: Segment): Interchange {
  return {
    standard: 'edifact',
    control: trimmed(unb, 5),
    sender: { id: trimmed(unb, 2), qualifier: trimmed(unb, 2, 2) },
    receiver: { id: trimmed(unb, 3), qualifier: trimmed(unb, 3, 2) },
    date: trimmed(unb, 4),
    time: trimmed(unb, 4, 2),
    version: [trimmed(unb, 1), trimmed(unb, 1, 2)].join(':'),
    test: trimmed(unb, 11) === '1',
    wantsAcknowledgement: trimmed(unb, 9) === '1',
    delimiters: unb.delimiters,
    at: unb.at(),
    segment: unb.number,
  }
}

/** For messages that come without a header. */
export const impliedInterchange = (segment: Segment): Interchange => ({
  standard: segment.delimiters.standard,
  control: '',
  sender: { id: '', qualifier: '' },
  receiver: { id: '', qualifier: '' },
  date: '',
  time: '',
  version: '',
  test: false,
  wantsAcknowledgement: false,
  delimiters: segment.delimiters,
  at: segment.at(),
  segment: segment.number,
})

export function x12Group(gs: Segment): Group {
  return {
    kind: trimmed(gs, 1),
    sender: trimmed(gs, 2),
    receiver: trimmed(gs, 3),
    date: trimmed(gs, 4),
    time: trimmed(gs, 5),
    control: trimmed(gs, 6),
    version: trimmed(gs, 8),
    at: gs.at(),
    segment: gs.number,
  }
}

export function edifactGroup(ung: Segment): Group {
  return {
    kind: trimmed(ung, 1),
    sender: trimmed(ung, 2),
    receiver: trimmed(ung, 3),
    date: trimmed(ung, 4),
    time: trimmed(ung, 4, 2),
    control: trimmed(ung, 5),
    version: [trimmed(ung, 7), trimmed(ung, 7, 2), trimmed(ung, 6)].filter(Boolean).join(':'),
    at: ung.at(),
    segment: ung.number,
  }
}

export const x12Transaction = (st: Segment, group: Group | undefined): Transaction => ({
  type: st.shortText(1),
  control: st.shortText(2),
  version: st.shortText(3) || (group?.version ?? ''),
  at: st.at(),
  segment: st.number,
})

/** Heads of messages. Most are of the same type and version as the one before: to read these anew would cost as much as several segments. */
export class EdifactHeads {
  #stood = ''
  #delimiters: Delimiters | undefined
  #type = ''
  #version = ''

  read(unh: Segment): Transaction {
    if (this.#stood === '' || this.#delimiters !== unh.delimiters || !unh.stands(2, this.#stood)) {
      this.#delimiters = unh.delimiters
      this.#type = trimmed(unh, 2)
      this.#version = versionOf(unh)
      // What is released or above 127 is another text than stands there.
      this.#stood = unh.plain ? unh.raw(2) : ''
    }
    return {
      type: this.#type,
      control: unh.shortText(1),
      version: this.#version,
      at: unh.at(),
      segment: unh.number,
    }
  }
}

/** Everything of S009 behind the type, as it stands where its separator is the colon all of ours are written with. */
function versionOf(unh: Segment): string {
  const [raw, separator] = [unh.raw(2), String.fromCharCode(unh.delimiters.component)]
  const behind = raw.indexOf(separator) + 1
  if (behind === 0) return ''
  return unh.plain && separator === ':' ? raw.slice(behind).trim() : unh.components(2).slice(1).join(':').trim()
}

/** Character sets of EDIFACT's syntax identifiers (UNB S001 0001) as labels of TextDecoder; A and B are ASCII. */
const edifactEncodings: Record<string, string> = {
  UNOC: 'iso-8859-1',
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'iso-8859-9',
  UNOW: 'utf-8',
  UNOX: 'iso-2022-jp',
  UNOY: 'utf-8',
}

/** Undefined where the interchange does not say: the partner's usual one holds. */
export const encodingOf = ({ standard, version }: Interchange): string | undefined =>
  standard === 'edifact' ? edifactEncodings[version.split(':')[0] ?? ''] : undefined
