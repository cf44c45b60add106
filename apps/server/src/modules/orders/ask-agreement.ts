import { enquiryOfLine } from '@quayside/contract'
import type { Db } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { openPricing } from '../pricing/index.ts'
import type { AskAgreement } from './price-lines.ts'

/** What the customer's agreement, or else the list price, says of a line; how it was reckoned is kept with it. Each lane is read once, for all the customers. */
export function askAgreement(db: Db, customers?: readonly Id[]): AskAgreement {
  const pricing = openPricing(db, customers)
  return async (accountId, order, line) => {
    const enquiry = enquiryOfLine(order, line, accountId)
    const answer = await (line.priceE4 === undefined ? pricing.price(enquiry) : pricing.priceIfAny(enquiry))
    if (answer === null) return { found: false, why: null }
    if (answer.outcome === 'notPriced') return { found: false, why: { zh: answer.zh, en: answer.en } }
    const { amountE4, currency, tariff, rate, steps } = answer
    return { found: true, amountE4, currency, basis: { tariff, rate, steps } }
  }
}
