import {
  type CustomFieldSubject,
  listApiKeys,
  listColleagues,
  listCustomFields,
  listHolidays,
  listRoles,
  listTeams,
  readCalendar,
  readCompany,
  readEffectiveRights,
  readStorage,
} from '@quayside/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../app/api.ts'

export const rolesQuery = queryOptions({
  queryKey: ['role', 'list'],
  queryFn: ({ signal }) => call(listRoles, { signal }),
})
export const teamsQuery = queryOptions({
  queryKey: ['team', 'list'],
  queryFn: ({ signal }) => call(listTeams, { signal }),
})
export const colleaguesQuery = queryOptions({
  queryKey: ['user', 'colleagues'],
  queryFn: ({ signal }) => call(listColleagues, { signal }),
  staleTime: 300_000,
})
export const companyQuery = queryOptions({
  queryKey: ['company'],
  queryFn: ({ signal }) => call(readCompany, { signal }),
})
export const calendarQuery = queryOptions({
  queryKey: ['company', 'calendar'],
  queryFn: ({ signal }) => call(readCalendar, { signal }),
})
export const effectiveRightsQuery = (id: string) =>
  queryOptions({
    queryKey: ['user', id, 'rights'],
    queryFn: ({ signal }) => call(readEffectiveRights, { params: { id }, signal }),
  })
export const holidaysQuery = (year: number, country: string) =>
  queryOptions({
    queryKey: ['holidays', country, year],
    queryFn: ({ signal }) => call(listHolidays, { query: { year, country }, signal }),
    staleTime: 3_600_000,
  })
export const customFieldsQuery = (subject: CustomFieldSubject) =>
  queryOptions({
    queryKey: ['customField', subject],
    queryFn: ({ signal }) => call(listCustomFields, { query: { subject, inactive: 'true' }, signal }),
  })
/** Nobody holds more keys than one page shows. */
export const keysOfQuery = (ownerId: string) =>
  queryOptions({
    queryKey: ['apiKey', 'of', ownerId],
    queryFn: ({ signal }) => call(listApiKeys, { query: { ownerId, limit: 100 }, signal }),
  })
export const storageQuery = queryOptions({
  queryKey: ['company', 'storage'],
  queryFn: ({ signal }) => call(readStorage, { signal }),
})
