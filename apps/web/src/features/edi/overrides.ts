export type Overrides = Record<string, unknown>

/** One word of the partner's and ours for it. */
export interface MappedCode {
  type: string
  path: string
  theirs: string
  ours: string
}

interface Changes {
  change?: Record<string, { map?: Record<string, string> }>
}

export const mappedCodes = (overrides: Overrides): MappedCode[] =>
  Object.entries(overrides).flatMap(([type, one]) =>
    Object.entries((one as Changes | null)?.change ?? {}).flatMap(([path, { map } = {}]) =>
      Object.entries(map ?? {}).map(([theirs, ours]) => ({ type, path, theirs, ours })),
    ),
  )

/** The same overrides with these codes in the place of those that were mapped. Rows not yet whole are left out. */
export function withMappedCodes(overrides: Overrides, rows: readonly MappedCode[]): Overrides {
  const next = structuredClone(overrides) as Record<string, Changes>
  for (const one of Object.values(next))
    for (const change of Object.values(one?.change ?? {})) if (change) delete change.map
  for (const { type, path, theirs, ours } of rows) {
    if (!type || !path || !theirs || !ours) continue
    const of = next[type] ?? {}
    const before = of.change?.[path]
    const changed = { ...before, map: { ...before?.map, [theirs]: ours } }
    next[type] = { ...of, change: { ...of.change, [path]: changed } }
  }
  return Object.fromEntries(
    Object.entries(next).flatMap(([type, one]) => {
      const change = Object.fromEntries(Object.entries(one.change ?? {}).filter(([, of]) => Object.keys(of).length > 0))
      const { change: _, ...rest } = one
      const kept = Object.keys(change).length > 0 ? { ...rest, change } : rest
      return Object.keys(kept).length > 0 ? [[type, kept]] : []
    }),
  )
}
