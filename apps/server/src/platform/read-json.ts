/** A bigint column holds counts and ten-thousandths of money; beyond 2^53 a JSON number would lie, so it is refused. */
export function safeInteger(given: string | number): number {
  const value = Number(given)
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database returned ${given}, which exceeds ±2^53.`)
  return value
}

const ofUtc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00:00$/

/** A point in time as PostgreSQL writes it into JSON, with up to six decimals, as this program tells it. */
export function instantOfJson(text: string): string {
  const found = ofUtc.exec(text)
  if (!found) return new Date(text).toISOString()
  return `${text.slice(0, 19)}${(found[1] ?? '.000').slice(0, 4).padEnd(4, '0')}Z`
}
