import { fileIssue, type Issue } from './issue.ts'

export type Header = { names: string[]; issues: Issue[] }

/** Makes names usable as keys: trimmed, none empty, none twice (`Name`, `Name (2)`); says where it had to. */
export function headerFrom(cells: readonly string[], row: number): Header {
  const issues: Issue[] = []
  const taken = new Set<string>()
  const names = cells.map((cell, i) => {
    const trimmed = cell.trim()
    const column = i + 1
    const base = trimmed === '' ? columnLetters(column) : trimmed
    if (trimmed === '') issues.push({ ...fileIssue('emptyHeader', 'warning', { name: base }), row, column })
    const name = unique(base, taken)
    if (name !== base)
      issues.push({ ...fileIssue('duplicateHeader', 'warning', { name: base, renamed: name }), row, column })
    taken.add(name)
    return name
  })
  return { names, issues }
}

/** 1 → A, 27 → AA, as a spreadsheet names its columns. */
export function columnLetters(column: number): string {
  const rest = (column - 1) % 26
  const letter = String.fromCharCode(65 + rest)
  return column > 26 ? columnLetters((column - 1 - rest) / 26) + letter : letter
}

function unique(base: string, taken: Set<string>): string {
  let name = base
  for (let n = 2; taken.has(name); n++) name = `${base} (${n})`
  return name
}
