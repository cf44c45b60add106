/** A person's sign: the family name in Chinese, initials elsewhere; the shade is always the same for the same name. */
export function Avatar({ name, size = 28 }: { name: string; size?: number }) {
  return (
    <span className="q-avatar" style={{ width: size, height: size, fontSize: size * 0.43 }} aria-hidden="true">
      {signOf(name)}
    </span>
  )
}

export function signOf(name: string): string {
  const trimmed = name.trim()
  if (/^\p{Script=Han}/u.test(trimmed)) return [...trimmed][0] ?? '?'
  const words = trimmed.split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? '?'
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toUpperCase()
}
