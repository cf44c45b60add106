import type { receiveEdi } from '@quayside/contract'
import { problemOf } from '../../app/api.ts'

/** Hands a file in as the field of a form. */
export async function upload({ method, path }: typeof receiveEdi, file: File): Promise<void> {
  const body = new FormData()
  body.append('file', file)
  const response = await fetch(`/api${path}`, {
    method,
    body,
    headers: { accept: 'application/json', 'x-quayside-csrf': '1' },
  })
  if (!response.ok) throw await problemOf(response)
}
