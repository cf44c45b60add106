/** Text as PostgreSQL keeps it: no NUL, no half of a surrogate pair. Of a document, every text in it. */
export function withoutControls<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed() as T
  if (Array.isArray(value)) return value.map((one) => withoutControls(one)) as T
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutControls(one)])) as T
  return value
}
