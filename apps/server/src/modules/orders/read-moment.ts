import { instantOf } from '@quayside/worktime'

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/
const momentForm = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/

/** The day as it was written, if it exists: `2026-02-30` and `2026-3-1` do not. Of a moment, its day. */
export function readDay(text: string): string | null {
  const day = text.slice(0, 10)
  const parts = dayForm.exec(day)
  if (!parts || (text.length > 10 && readMoment(text, 'UTC', 'from') === null)) return null
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day && day >= '1900-01-01' ? day : null
}

/**
 * A moment with its offset, or without one where the company is. A day alone begins (`from`) or ends (`to`) the window.
 * Null for what does not exist.
 */
export function readMoment(text: string, timeZone: string, edge: 'from' | 'to'): Date | null {
  const parts = momentForm.exec(text)
  const day = parts?.[1]
  if (!day || readDay(day) === null) return null
  const [, , hour, minute, second = '00', offset] = parts
  if (hour === undefined || minute === undefined)
    return new Date(instantOf(day, edge === 'from' ? 0 : 24 * 60 - 1, timeZone))
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  if (offset === undefined)
    return new Date(instantOf(day, Number(hour) * 60 + Number(minute), timeZone) + Number(second) * 1000)
  const colon = offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`
  const at = new Date(`${day}T${hour}:${minute}:${second}${colon}`)
  return Number.isNaN(at.getTime()) ? null : at
}
