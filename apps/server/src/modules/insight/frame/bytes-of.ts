/** About as many bytes as plain data hold: rows of a list are taken to be as long as its first. */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length + 16
  if (typeof value !== 'object' || value === null) return 8
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (Array.isArray(value)) return value.length * (8 + bytesOf(value[0]))
  if (value instanceof Map) {
    const [first] = value
    return value.size * (32 + bytesOf(first))
  }
  return Object.values(value).reduce((sum, one) => sum + 16 + bytesOf(one), 16)
}
