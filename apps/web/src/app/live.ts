import type { LiveMessage } from '@quayside/contract'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { setConnection } from './connection.ts'

/** Changes arrive in bursts (an import writes thousands); screens are refreshed at most this often. */
const settleMs = 1_000

const looksLikeId = (part: unknown) => typeof part === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(part)

/** Records that changed, by subject. `lists`: one of them itself changed, not only something that belongs to it. */
export type Changed = Map<string, { ids: Set<string>; lists: boolean }>

/** An order of a customer concerns the order, the lists of orders, and the page of that customer. */
export function noteChange(changed: Changed, message: LiveMessage) {
  const note = (subject: string, id: string, lists: boolean) => {
    const known = changed.get(subject) ?? { ids: new Set(), lists: false }
    known.ids.add(id)
    known.lists ||= lists
    changed.set(subject, known)
  }
  note(message.subject, message.id, true)
  if (message.accountId) note('account', message.accountId, message.subject === 'account')
}

/** Is a query with this key about one of the changed records, or about a list they may be in? */
export function concerns(key: readonly unknown[], changed: Changed): boolean {
  const known = changed.get(String(key[0]))
  if (!known) return false
  return looksLikeId(key[1]) ? known.ids.has(String(key[1])) : known.lists
}

function refresher(client: QueryClient) {
  let changed: Changed = new Map()
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = () => {
    const now = changed
    changed = new Map()
    timer = undefined
    client.invalidateQueries({ predicate: (query) => concerns(query.queryKey, now) })
  }
  return {
    note(message: LiveMessage) {
      noteChange(changed, message)
      timer ??= setTimeout(refresh, settleMs)
    },
    stop: () => clearTimeout(timer),
  }
}

/** A stream the server refused is asked for again after this time; a broken one comes back by itself. */
const againMs = 5_000

/** Keeps one stream open while the app is: queries whose key starts with the subject (`['account', …]`) are fetched again. */
export function useLive() {
  const client = useQueryClient()
  useEffect(() => {
    const updates = refresher(client)
    let stream: EventSource
    let timer: ReturnType<typeof setTimeout> | undefined
    let interrupted = false
    const listen = () => {
      stream = new EventSource('/api/live')
      stream.onopen = () => {
        setConnection('live')
        // Whatever happened while the line was down was not heard.
        if (interrupted) client.invalidateQueries()
        interrupted = false
      }
      stream.onerror = () => {
        interrupted = true
        setConnection(navigator.onLine ? 'lost' : 'offline')
        // Refused rather than broken: perhaps the session has ended, which asking who I am will tell.
        if (stream.readyState !== EventSource.CLOSED) return
        client.invalidateQueries({ queryKey: ['me'] })
        timer = setTimeout(listen, againMs)
      }
      stream.onmessage = (event) => updates.note(JSON.parse(event.data) as LiveMessage)
    }
    listen()
    return () => {
      stream.close()
      clearTimeout(timer)
      updates.stop()
    }
  }, [client])
}
