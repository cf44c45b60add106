/** A level of an 856 and those below it. */
export interface Branch<Level> {
  level: Level
  below: Branch<Level>[]
}

/**
 * The tree of hierarchical levels that come one behind the other and name their parent (HL01, HL02). A level whose parent
 * never came, or that would be its own ancestor, stands at the top: it is not lost.
 */
export function hierarchyOf<Level extends { HL?: { id?: string; parent?: string } }>(
  levels: readonly Level[],
): Branch<Level>[] {
  const top: Branch<Level>[] = []
  const known = new Map<string, Branch<Level>>()
  for (const level of levels) {
    const branch: Branch<Level> = { level, below: [] }
    // Parents come before their children, so that nothing can be its own ancestor.
    const parent = known.get(level.HL?.parent ?? '')
    ;(parent?.below ?? top).push(branch)
    if (level.HL?.id !== undefined) known.set(level.HL.id, branch)
  }
  return top
}
