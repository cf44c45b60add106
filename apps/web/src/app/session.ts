import {
  type Action,
  type Category,
  type Module,
  mayReadCategory,
  mayUse,
  type Rights,
  readMe,
} from '@quayside/contract'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { call } from './api.ts'
import type { Right } from './feature.ts'

/** Who is signed in, what he may do, and his company. Read once, before the first screen. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call(readMe, { signal }),
  staleTime: 300_000,
  retry: false,
})

export const useMe = () => useSuspenseQuery(meQuery).data

export function holds(rights: Rights, right: Right | undefined): boolean {
  return !right || (mayUse(rights, right.module, right.action) && unseenOf(rights, right) === undefined)
}

/** The first category of data that it takes and these rights do not reach. */
export const unseenOf = (rights: Rights, { sees = [] }: Right): Category | undefined =>
  sees.find((category) => !mayReadCategory(rights, category))

/** `may('accounts', 'create')`, and `may.see('finance')` for a category of customer data. */
export function useMay() {
  const { rights } = useMe()
  return Object.assign((module: Module, action: Action) => mayUse(rights, module, action), {
    see: (category: Category) => mayReadCategory(rights, category),
    write: (category: Category) => rights.categories[category].write,
    export: (category: Category) => rights.categories[category].export,
  })
}
