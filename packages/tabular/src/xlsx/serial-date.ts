import type { CellKind } from './number-formats.ts'

const dayMs = 86_400_000

/**
 * Excel's day number as ISO text: `2013-05-26`, `2013-05-26T14:30:00`, `14:30:00`, or a duration `27:15:00`.
 * Excel counts a 29 February 1900 that never was (serial 60, kept from Lotus 1-2-3), so earlier serials are one day off;
 * the 1904 system of old Macs starts at 1904-01-01 = 0 and has no such day. Null: no date (negative, beyond 9999, day 60).
 */
export function serialToIso(serial: number, kind: CellKind = 'date', date1904 = false): string | null {
  if (!Number.isFinite(serial) || serial < 0) return null
  const totalSeconds = Math.round(serial * 86_400)
  if (kind === 'duration') return clock(totalSeconds)
  if (kind === 'time' && serial < 1) return clock(totalSeconds)
  const days = Math.floor(totalSeconds / 86_400)
  if (!date1904 && (days === 60 || (days === 0 && kind !== 'dateTime'))) return null
  const origin = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const day = new Date(origin + days * dayMs)
  if (Number.isNaN(day.getTime()) || day.getUTCFullYear() > 9999) return null
  const iso = day.toISOString().slice(0, 10)
  const seconds = totalSeconds % 86_400
  return seconds === 0 ? iso : `${iso}T${clock(seconds)}`
}

function clock(seconds: number): string {
  const pad = (n: number) => String(n).padStart(2, '0')
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
}
