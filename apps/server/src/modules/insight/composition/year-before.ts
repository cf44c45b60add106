/** The same days one year before; null where the period is open. 29 February becomes the 28th. */
export function yearBefore(from: string | undefined, to: string | undefined): { from: string; to: string } | null {
  return from && to ? { from: oneYearBefore(from), to: oneYearBefore(to) } : null
}

function oneYearBefore(day: string): string {
  const before = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`
  return before.endsWith('-02-29') ? before.replace('-29', '-28') : before
}
