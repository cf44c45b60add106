import { dayAt, instantOf } from '@quayside/worktime'

/** When something due now may leave: at once, or at the end of the quiet time. Minutes of the company's day; equal: never quiet. */
export function afterQuiet(
  now: Date,
  { quietFrom, quietTo }: { quietFrom: number; quietTo: number },
  timeZone: string,
): Date {
  if (quietFrom === quietTo) return now
  const today = dayAt(now, timeZone)
  const minute = Math.floor((now.getTime() - instantOf(today, 0, timeZone)) / 60_000)
  const isQuiet =
    quietFrom < quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo
  if (!isQuiet) return now
  const end = instantOf(today, quietTo, timeZone)
  if (end > now.getTime()) return new Date(end)
  return new Date(instantOf(dayAt(new Date(now.getTime() + 86_400_000), timeZone), quietTo, timeZone))
}
