import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { setConnection } from './connection.ts'
import { isProblem, Unreachable } from './problem.ts'

const heard = () => setConnection('live')
function noteFailure(error: unknown) {
  if (error instanceof Unreachable) setConnection(navigator.onLine ? 'lost' : 'offline')
}

/** A refusal is an answer and is not asked again; an unreachable server is asked twice more. */
export function makeClient() {
  return new QueryClient({
    queryCache: new QueryCache({ onError: noteFailure, onSuccess: heard }),
    mutationCache: new MutationCache({ onError: noteFailure, onSuccess: heard }),
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        retry: (count, error) => !isProblem(error) && count < 2,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  })
}
