import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { setConnection } from './connection.ts'

/** One line of `/api/live`: something happened to a record this person may see. */
export interface LiveMessage {
  subject: string
  id: string
  kind: string
}

/** Changes arrive in bursts (an import writes thousands); screens are refreshed at most this often. */
const settleMs = 1_000

const looksLikeId = (part: unknown) => typeof part === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(part)

/** Is a query with this key about one of the changed records, or about a list they may be in? */
export function concerns(key: readonly unknown[], changed: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const ids = changed.get(String(key[0]))
  if (!ids) return false
  return !looksLikeId(key[1]) || ids.has(String(key[1]))
}

function refresher(client: QueryClient) {
  let changed = new Map<string, Set<string>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = () => {
    const now = changed
    changed = new Map()
    timer = undefined
    client.invalidateQueries({ predicate: (query) => concerns(query.queryKey, now) })
  }
  return {
    note(message: LiveMessage) {
      const ids = changed.get(message.subject) ?? new Set()
      changed.set(message.subject, ids.add(message.id))
      timer ??= setTimeout(refresh, settleMs)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Keeps one stream open while the app is: queries whose key starts with the subject (`['account', …]`) are fetched again. */
export function useLive() {
  const client = useQueryClient()
  useEffect(() => {
    const updates = refresher(client)
    const stream = new EventSource('/api/live')
    let interrupted = false
    stream.onopen = () => {
      setConnection('live')
      // Whatever happened while the line was down was not heard.
      if (interrupted) client.invalidateQueries()
      interrupted = false
    }
    stream.onerror = () => {
      interrupted = true
      setConnection('lost')
    }
    stream.onmessage = (event) => updates.note(JSON.parse(event.data) as LiveMessage)
    return () => {
      stream.close()
      updates.stop()
    }
  }, [client])
}
