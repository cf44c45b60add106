/** From here on somebody should make room. */
const nearlyFull = 90

/** How full, in whole per cent; a little is never shown as nothing. */
export function fullness(used: number, of: number): { percent: number; status: 'normal' | 'exception' } {
  const share = Math.min(100, (used / of) * 100)
  const percent = used > 0 ? Math.max(1, Math.floor(share)) : 0
  return { percent, status: percent >= nearlyFull ? 'exception' : 'normal' }
}
