import { readFrontDoor } from '@quayside/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../app/api.ts'

/** What the sign-in page shows: brand, ways in, demonstration accounts. */
export const frontDoorQuery = queryOptions({
  queryKey: ['front-door'],
  queryFn: ({ signal }) => call(readFrontDoor, { signal }),
  staleTime: 60_000,
})
