import { createHash } from 'node:crypto'

const names = new Map<string, string>()

/** Every connection keeps each named statement, and page sizes alone make hundreds of texts: beyond this many they stay unnamed. */
const mostNames = 300

/** A name for `prepared` that belongs to this text alone; empty, hence prepared for once only, when there are too many already. */
export function statementName(text: string): string {
  const known = names.get(text)
  if (known) return known
  if (names.size >= mostNames) return ''
  const name = `text-${createHash('sha1').update(text).digest('base64url').slice(0, 20)}`
  names.set(text, name)
  return name
}
