import type { BodyOf, ReportRules, ReportSchedule, saveReportSchedule } from '@quayside/contract'

export type ScheduleBody = BodyOf<typeof saveReportSchedule>

/** As the fields of the dialog hold it. */
export interface ScheduleTyped {
  every: ReportSchedule['every']
  weekday: number
  monthDay: number
  /** `HH:MM`. */
  time: string
  /** Empty: the company's. */
  timeZone: string
  workdaysOnly: boolean
  format: ReportSchedule['format']
  locale: ReportSchedule['locale']
  userIds: string[]
  addresses: string[]
}

const two = (figure: number) => String(figure).padStart(2, '0')
export const timeOf = ({ hour, minute }: Pick<ReportSchedule, 'hour' | 'minute'>) => `${two(hour)}:${two(minute)}`

export const freshSchedule = (userId: string, locale: ReportSchedule['locale']): ScheduleTyped => ({
  every: 'week',
  weekday: 1,
  monthDay: 1,
  time: '08:00',
  timeZone: '',
  workdaysOnly: true,
  format: 'pdf',
  locale,
  userIds: [userId],
  addresses: [],
})

export const typedOf = (schedule: ReportSchedule): ScheduleTyped => ({
  ...schedule,
  weekday: schedule.weekday ?? 1,
  monthDay: schedule.monthDay ?? 1,
  time: timeOf(schedule),
  timeZone: schedule.timeZone ?? '',
})

/** As the server takes it. */
export function bodyOf(typed: ScheduleTyped, viewId: string): ScheduleBody {
  const [hour = 0, minute = 0] = typed.time.split(':').map(Number)
  const { every, workdaysOnly, format, locale, userIds, addresses } = typed
  return {
    viewId,
    every,
    weekday: every === 'week' ? typed.weekday : null,
    monthDay: every === 'month' ? typed.monthDay : null,
    hour,
    minute,
    timeZone: typed.timeZone || null,
    workdaysOnly,
    format,
    locale,
    userIds,
    addresses,
  }
}

const mostAddresses = 20
/** One @ between something and a domain with a dot; the server looks more closely. */
const looksLikeAddress = /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/

export type AddressFault =
  | { fault: 'badAddress'; address: string }
  | { fault: 'tooMany'; limit: number }
  | { fault: 'outsideNobody' }
  | { fault: 'outsideListed'; domains: string }

/** What is wrong with addresses as they are typed; null: nothing that could be seen here. */
export function faultOf(
  addresses: readonly string[],
  rules: ReportRules | undefined,
  colleagues: ReadonlySet<string> = new Set(),
): AddressFault | null {
  const bad = addresses.find((address) => !looksLikeAddress.test(address))
  if (bad !== undefined) return { fault: 'badAddress', address: bad }
  if (addresses.length > mostAddresses) return { fault: 'tooMany', limit: mostAddresses }
  const outside = addresses.map((address) => address.toLowerCase()).filter((address) => !colleagues.has(address))
  if (outside.length === 0 || !rules || rules.outside === 'anybody') return null
  if (rules.outside === 'nobody') return { fault: 'outsideNobody' }
  const listed = outside.every((address) => rules.domains.includes(address.slice(address.lastIndexOf('@') + 1)))
  return listed ? null : { fault: 'outsideListed', domains: rules.domains.join(', ') || '–' }
}
