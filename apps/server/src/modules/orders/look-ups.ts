import type { CustomerRef } from '@quayside/contract'
import type { Db } from '../../platform/database.ts'
import { askAgreement } from './ask-agreement.ts'
import type { AskAgreement } from './price-lines.ts'
import { type Recognised, recogniseCustomer } from './recognise-customer.ts'

/** What orders of one transaction ask for again and again: a customer by one name and the rates of a lane are read once. */
export interface LookUps {
  recognise(ref: CustomerRef): Promise<Recognised>
  ask: AskAgreement
}

export function lookUpsOf(db: Db): LookUps {
  const known = new Map<string, Promise<Recognised>>()
  return {
    recognise(ref) {
      const key = JSON.stringify(ref)
      const found = known.get(key) ?? recogniseCustomer(db, ref)
      known.set(key, found)
      return found
    },
    ask: askAgreement(db),
  }
}
