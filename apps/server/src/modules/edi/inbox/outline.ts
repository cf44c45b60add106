import { type EdiIssue, EdiReader, type Ended, type Group, type Interchange, type Transaction } from '@quayside/edi'

/** Of one message, group or interchange are kept: the first tell what is wrong, the thousandth nothing more. */
export const issuesKept = 50

export interface OutlinedMessage {
  position: number
  type: string
  release: string
  control: string
  group: Group | undefined
  groupPosition: number
  at: number
  bytes: number
  segments: number
  whole: boolean
  errors: number
  issues: EdiIssue[]
}

export interface OutlinedInterchange {
  position: number
  interchange: Interchange
}

/** What a reader of a file learns, in the order of the file. */
export type Outlined =
  | ({ what: 'interchange' } & OutlinedInterchange)
  | { what: 'message'; message: OutlinedMessage }
  | { what: 'end'; whole: boolean; errors: number; issues: EdiIssue[] }

const noGroup = { position: 0, group: undefined as Group | undefined }

/**
 * Follows a file from interchange to message, with where each begins, and remembers nothing of what was taken off by `take`:
 * a file of any size passes through in the same memory.
 */
export class Outline {
  /** Met outside of any interchange. */
  readonly issues: EdiIssue[] = []
  readonly #reader: EdiReader
  #ready: Outlined[] = []
  #interchanges = 0
  #messages = 0
  #group = { ...noGroup }
  #open: EdiIssue[] | undefined
  #message: OutlinedMessage | undefined

  constructor() {
    this.#reader = new EdiReader({
      interchange: (interchange) => this.#begin(interchange),
      group: (group) => {
        this.#group = { position: this.#group.position + 1, group }
      },
      groupEnd: () => {
        this.#group = { position: this.#group.position, group: undefined }
      },
      transaction: (transaction) => this.#beginMessage(transaction),
      segment: (segment) => {
        const end = segment.base + segment.end + 1
        if (this.#message) this.#message.bytes = end - this.#message.at
        else if (segment.tag === 'TA1') this.#receipt(segment.at(), end, segment.text(1))
      },
      issue: (issue) => {
        const list = this.#message?.issues ?? this.#open ?? this.issues
        if (list.length < issuesKept) list.push(issue)
      },
      transactionEnd: (_, ended) => this.#endMessage(ended),
      interchangeEnd: (_, ended) => this.#end(ended),
    })
  }

  push(chunk: Uint8Array): void {
    this.#reader.push(chunk)
  }

  end(): void {
    this.#reader.end()
  }

  /** What is complete since it was last asked. */
  take(): Outlined[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  #begin(interchange: Interchange): void {
    this.#messages = 0
    this.#group = { ...noGroup }
    this.#open = []
    this.#ready.push({ what: 'interchange', position: ++this.#interchanges, interchange })
  }

  #beginMessage({ type, control, version, at }: Transaction): void {
    this.#message = {
      position: ++this.#messages,
      type,
      release: version,
      control,
      group: this.#group.group,
      groupPosition: this.#group.position,
      at,
      bytes: 0,
      segments: 0,
      whole: false,
      errors: 0,
      issues: [],
    }
  }

  /** A TA1 stands for itself, outside of any group. */
  #receipt(at: number, end: number, control: string): void {
    this.#ready.push({
      what: 'message',
      message: {
        position: ++this.#messages,
        type: 'TA1',
        release: '',
        control,
        group: undefined,
        groupPosition: 0,
        at,
        bytes: end - at,
        segments: 1,
        whole: true,
        errors: 0,
        issues: [],
      },
    })
  }

  #endMessage({ whole, errors, count }: Ended): void {
    if (this.#message)
      this.#ready.push({ what: 'message', message: { ...this.#message, whole, errors, segments: count } })
    this.#message = undefined
  }

  #end({ whole, errors }: Ended): void {
    this.#ready.push({ what: 'end', whole, errors, issues: this.#open ?? [] })
    this.#open = undefined
  }
}
