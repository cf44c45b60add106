import { enquiryOfLine } from '@quayside/contract'
import { priceFor } from '../pricing/index.ts'
import type { AskAgreement } from './price-lines.ts'

/** What the customer's agreement, or else the list price, says of a line; how it was reckoned is kept with it. */
export const askAgreement: AskAgreement = async (db, accountId, order, line) => {
  const answer = await priceFor(db, enquiryOfLine(order, line, accountId))
  if (answer.outcome === 'notPriced') return { found: false, why: { zh: answer.zh, en: answer.en } }
  const { amountE4, currency, tariff, rate, steps } = answer
  return { found: true, amountE4, currency, basis: { tariff, rate, steps } }
}
