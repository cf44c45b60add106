import { hash, randomBytes } from 'node:crypto'

/** Attempts of one network a minute: a person follows a handful of shipments; more is trying out. */
const attemptsPerMinute = 30
const windowMs = 60_000
/** Half a megabyte, however many networks ask: a node answers at most some 65,000 questions a minute, which fill every other place once. */
const places = 131_072
const rows = 4

export interface AskingLimit {
  /** Counts an attempt; seconds to wait, 0: go on. */
  count(address: string, now: number): number
}

/**
 * Kept in this node's memory, also where the limits of signed-in people are switched off: this door is open to everybody. A network
 * is counted at four places that a secret of this process chooses, and its count is the least of them: others who share places may
 * raise it, nobody can make it be forgotten before the minute is over.
 */
export function limitAsking(perMinute = attemptsPerMinute): AskingLimit {
  const secret = randomBytes(32).toString('hex')
  const counts = new Uint8Array(rows * places)
  let since = 0
  return {
    count(address, now) {
      if (now - since >= windowMs) {
        since = now
        counts.fill(0)
      }
      const digest = hash('sha256', secret + networkOf(address), 'buffer')
      const own = Array.from({ length: rows }, (_, row) => row * places + (digest.readUInt32LE(row * 4) % places))
      const attempts = Math.min(...own.map((place) => counts[place] ?? 0), 254) + 1
      // Only places that say less: what others have counted there already is not counted twice.
      for (const place of own) counts[place] = Math.max(counts[place] ?? 0, attempts)
      return attempts > perMinute ? Math.ceil((since + windowMs - now) / 1000) : 0
    },
  }
}

/** One customer of a provider holds a whole /64 of IPv6, and some more: it is counted by that; IPv4 by the address. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '')
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const before = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const missing = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
