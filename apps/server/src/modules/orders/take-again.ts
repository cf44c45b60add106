import { reason } from './order-reasons.ts'
import type { Result } from './take-orders.ts'

/** Two transactions met where neither could go on, and this one was broken off. */
const wasBrokenOff = (error: unknown): boolean =>
  error instanceof Error && ['40001', '40P01'].includes((error as { code?: string }).code ?? '')

/** Broken off for another's sake, orders are tried once more; then each is answered for. */
export async function takeAgainIfBrokenOff(count: number, attempt: () => Promise<Result[]>): Promise<Result[]> {
  const first = await attempt().catch((error: unknown) => {
    if (wasBrokenOff(error)) return error as Error
    throw error
  })
  if (Array.isArray(first)) return first
  try {
    return await attempt()
  } catch (error) {
    // Inside a transaction that keeps the reply under a key there is no second try: the whole request is to be sent again.
    if ((error as { code?: string }).code === '25P02') throw first
    if (!wasBrokenOff(error)) throw error
    return Array.from({ length: count }, () => ({
      outcome: 'refused',
      code: 'tryAgain',
      reasons: [reason('tryAgain', '')],
    }))
  }
}
