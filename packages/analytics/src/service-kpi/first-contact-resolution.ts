import { type Share, shareOf } from './share.ts'

/**
 * FCR 首次解决率: tickets resolved at first contact / tickets. A ticket reopened was not resolved at first contact.
 * @example firstContactResolution({ resolvedAtFirstContact: 18, tickets: 24 }).share // 0.75
 */
export function firstContactResolution(counts: { resolvedAtFirstContact: number; tickets: number }): Share {
  return shareOf(counts.resolvedAtFirstContact, counts.tickets)
}
