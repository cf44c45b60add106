import type { AskAgreement } from './price-lines.ts'

/** Prices by agreement come with the module of prices; until then every price is typed. */
export const askAgreement: AskAgreement = async () => ({
  found: false,
  why: { zh: '没有价格协议', en: 'there is no agreement' },
})
