import { problemOf } from '../../app/api.ts'
import { Unreachable } from '../../app/problem.ts'

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(`/api/auth${path}`, { credentials: 'same-origin', ...init }).catch((cause: unknown) => {
    throw new Unreachable(cause)
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json().catch(() => null)) as T
}

/** Speaks to the sign-in service (better-auth under `/api/auth`) without the weight of its client. */
export const authPost = <T>(path: string, body: object): Promise<T> =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-quayside-csrf': '1' },
    body: JSON.stringify(body),
  })

export const authGet = <T>(path: string): Promise<T> => ask(path, {})

/** What a password alone leads to: in, or to the second factor. */
export interface SignInAnswer {
  twoFactorRedirect?: boolean
}

/** The secret of a one-time link. It stands behind `#`, which browsers keep to themselves. */
export function linkToken(): string {
  return location.hash.replace(/^#(token=)?/, '') || (new URLSearchParams(location.search).get('token') ?? '')
}
