export type Side = 'mine' | 'theirs'

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Fields both changed since `base`, to different values. */
export function conflictsOf<Shape extends object, Name extends keyof Shape & string>(
  base: Shape,
  mine: Shape,
  theirs: Shape,
  names: readonly Name[],
): Name[] {
  return names.filter(
    (name) => !same(mine[name], base[name]) && !same(theirs[name], base[name]) && !same(mine[name], theirs[name]),
  )
}

/** Theirs, with what only I changed and what I insist on. A conflict without a choice keeps theirs: nothing is overwritten silently. */
export function settle<Shape extends object, Name extends keyof Shape & string>(
  base: Shape,
  mine: Shape,
  theirs: Shape,
  names: readonly Name[],
  choices: Partial<Record<Name, Side>>,
): Shape {
  const conflicts = new Set(conflictsOf(base, mine, theirs, names))
  const result = { ...theirs }
  for (const name of names) {
    const insisted = conflicts.has(name) ? choices[name] === 'mine' : !same(mine[name], base[name])
    if (insisted) result[name] = mine[name]
  }
  return result
}
