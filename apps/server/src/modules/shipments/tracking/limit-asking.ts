/** Attempts of one address a minute: a person follows a handful of shipments; more is trying out. */
const attemptsPerMinute = 30
/** Addresses remembered at once; beyond that the count begins anew, which favours honest people over memory. */
const mostAddresses = 50_000
const windowMs = 60_000

export interface AskingLimit {
  /** Counts an attempt; seconds to wait, 0: go on. */
  count(address: string, now: number): number
}

/** Kept in this node's memory, also where the limits of signed-in people are switched off: this door is open to everybody. */
export function limitAsking(perMinute = attemptsPerMinute): AskingLimit {
  let since = 0
  let counts = new Map<string, number>()
  return {
    count(address, now) {
      if (now - since >= windowMs || counts.size > mostAddresses) {
        since = now
        counts = new Map()
      }
      const from = networkOf(address)
      const attempts = (counts.get(from) ?? 0) + 1
      counts.set(from, attempts)
      return attempts > perMinute ? Math.ceil((since + windowMs - now) / 1000) : 0
    },
  }
}

/** One customer of a provider holds a whole /64 of IPv6. */
const networkOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
