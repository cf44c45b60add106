import type { Group, Interchange, Transaction } from '../envelope/envelope.ts'
import type { EdiVisitor, Ended } from '../envelope/visitor.ts'
import type { EdiIssue } from '../issue.ts'

export interface ReceivedTransaction extends Ended {
  transaction: Transaction
  issues: EdiIssue[]
}

export interface ReceivedGroup extends Ended {
  /** Undefined for EDIFACT messages that lie in no group. */
  group: Group | undefined
  transactions: ReceivedTransaction[]
  /** Of the group itself. */
  issues: EdiIssue[]
}

export interface ReceivedInterchange extends Ended {
  interchange: Interchange
  groups: ReceivedGroup[]
  issues: EdiIssue[]
}

const nothingYet = () => ({ whole: false, errors: 0, count: 0, issues: [] as EdiIssue[] })

/** Collects what an acknowledgement has to say, a few hundred bytes for each message. Hand `visitor` to the reader. */
export class Received {
  readonly interchanges: ReceivedInterchange[] = []
  /** Met outside of any interchange. */
  readonly issues: EdiIssue[] = []
  #interchange: ReceivedInterchange | undefined
  #group: ReceivedGroup | undefined
  #transaction: ReceivedTransaction | undefined

  readonly visitor: EdiVisitor = {
    interchange: (interchange) => {
      this.#interchange = { interchange, groups: [], ...nothingYet() }
      this.interchanges.push(this.#interchange)
    },
    group: (group) => this.#inGroup(group),
    transaction: (transaction) => {
      const holder = this.#group ?? this.#inGroup(undefined)
      this.#transaction = { transaction, ...nothingYet() }
      holder.transactions.push(this.#transaction)
    },
    issue: (issue) => (this.#transaction ?? this.#group ?? this.#interchange ?? this).issues.push(issue),
    transactionEnd: (_, ended) => {
      if (this.#transaction) Object.assign(this.#transaction, ended)
      this.#transaction = undefined
    },
    groupEnd: (_, ended) => {
      if (this.#group) Object.assign(this.#group, ended)
      this.#group = undefined
    },
    interchangeEnd: (_, ended) => {
      if (this.#interchange) Object.assign(this.#interchange, ended)
      this.#group = undefined
      this.#interchange = undefined
    },
  }

  #inGroup(group: Group | undefined): ReceivedGroup {
    const received: ReceivedGroup = { group, transactions: [], ...nothingYet() }
    this.#interchange?.groups.push(received)
    this.#group = received
    return received
  }
}
