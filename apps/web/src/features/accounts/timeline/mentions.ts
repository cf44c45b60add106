export interface Mentioned {
  id: string
  name: string
}

/** What was typed with `@Name` as the server keeps it: `@[Name](id)`. The longest name is taken first, so that one may begin with another. */
export function withMentions(text: string, people: readonly Mentioned[]): string {
  const names = [...people].sort((a, b) => b.name.length - a.name.length)
  if (names.length === 0) return text
  const byName = new Map(names.map((one) => [one.name, one.id]))
  const pattern = new RegExp(`@(${names.map((one) => literal(one.name)).join('|')})`, 'g')
  return text.replace(pattern, (_, name: string) => `@[${name}](${byName.get(name)})`)
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const stored = /@\[([^\]]{1,200})\]\(([0-9a-f-]{36})\)/g

/** The stored text as one types it again. */
export const withoutMarks = (text: string) => text.replace(stored, '@$1')

export const mentionedIn = (text: string): Mentioned[] =>
  [...text.matchAll(stored)].map(([, name, id]) => ({ name: name ?? '', id: id ?? '' }))

/** `at`: where it begins. */
export type Piece = { at: number } & ({ text: string } | { mention: string })

/** Text and mentions in their order; never read as HTML. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(stored)) {
    if (match.index > from) found.push({ at: from, text: text.slice(from, match.index) })
    found.push({ at: match.index, mention: match[1] ?? '' })
    from = match.index + match[0].length
  }
  if (from < text.length) found.push({ at: from, text: text.slice(from) })
  return found
}
