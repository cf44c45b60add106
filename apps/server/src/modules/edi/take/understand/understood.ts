import type { NewOrder, Sentence } from '@quayside/contract'

/** Which of our customers the message means, as the partner says it. */
export interface NamedCustomer {
  codes: string[]
  name: string
}

export interface OrderSaid {
  does: 'order'
  reference: string
  customer: NamedCustomer
  draft: Omit<NewOrder, 'customer'>
  /** Codes without a meaning: told first where the order lacks something, which may be for their sake. */
  unclear?: readonly Sentence[]
  /** It may be the paper to an order that came before, under any of these numbers. */
  follows?: readonly string[]
}

export interface ChangedLine {
  action: 'add' | 'remove' | 'change'
  lineNo: number | undefined
  line: NewOrder['lines'][number]
}

export interface ChangeSaid {
  does: 'change'
  reference: string
  customer: NamedCustomer
  requestedOn?: string
  note?: string
  lines: ChangedLine[]
  /** A tender sent again as a whole takes the place of everything. */
  whole?: Omit<NewOrder, 'customer'>
}

export interface CancelSaid {
  does: 'cancel'
  reference: string
  customer: NamedCustomer
}

/** One thing that befell a shipment. */
export interface Befell {
  /** Of the partner: AT701 and AT703, or STS. */
  status: string
  reason: string
  kind: 'planned' | 'estimated' | 'actual'
  /** `2026-03-01T08:00` or a day alone; with an offset where the partner says one. Empty: not said. */
  at: string
  place: string
  unlocode: string
}

export interface References {
  kind: string
  value: string
}

export interface MilestonesSaid {
  does: 'milestones'
  standard: 'x12' | 'edifact'
  reference: string
  references: References[]
  befell: Befell[]
}

export interface AnswerSaid {
  does: 'answer'
  /** Of the order it answers. */
  reference: string
  verdict: 'accepted' | 'changed' | 'declined'
  /** The partner's own number of it. */
  theirs: string
}

export interface BillSaid {
  does: 'bill'
  number: string
  reference: string
  issuedOn: string | null
  dueOn: string | null
  currency: string
  /** Decimal text in units of the currency; empty: not said. */
  total: string
  lines: { text: string; amount: string }[]
}

/** What a partner says of one message of ours, or of a whole group or interchange. */
export interface Answered {
  level: 'interchange' | 'group' | 'message'
  interchange: string
  group: string
  message: string
  accepted: boolean
  codes: string[]
  /** The codes in words, the most exact first. */
  faults: Words[]
}

export interface Words {
  zh: string
  en: string
}

export interface ReceiptSaid {
  does: 'receipt'
  answers: Answered[]
}

export interface Unclear {
  does: 'nothing'
  why: Sentence
}

export type Understood =
  | OrderSaid
  | ChangeSaid
  | CancelSaid
  | MilestonesSaid
  | AnswerSaid
  | BillSaid
  | ReceiptSaid
  | Unclear
