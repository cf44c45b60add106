import { problemOf } from '../../app/api.ts'

/** Speaks to the sign-in service (better-auth under `/api/auth`). */
export async function authPost<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-quayside-csrf': '1' },
    credentials: 'same-origin',
    body: JSON.stringify(body),
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}
