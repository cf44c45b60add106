import type { LiveMessage } from '@quayside/contract'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { setConnection } from './connection.ts'
import { type Changed, concerns, noteChange } from './live-changes.ts'

/** Changes arrive in bursts (an import writes thousands): the first is shown at once, what follows at most this often. */
const restMs = 1_000
/** One act of a colleague writes several events. */
const gatherMs = 60

function refresher(client: QueryClient) {
  let changed: Changed = new Map()
  let timer: ReturnType<typeof setTimeout> | undefined
  let refreshedAt = -restMs
  const refresh = () => {
    const now = changed
    changed = new Map()
    timer = undefined
    refreshedAt = performance.now()
    client.invalidateQueries({ predicate: (query) => concerns(query.queryKey, now) })
  }
  return {
    note(message: LiveMessage) {
      noteChange(changed, message)
      timer ??= setTimeout(refresh, Math.max(gatherMs, refreshedAt + restMs - performance.now()))
    },
    stop: () => clearTimeout(timer),
  }
}

/** A stream the server refused is asked for again after this time; a broken one comes back by itself. */
const againMs = 5_000

/** A stream that breaks off, as when the session changes its key, is back before this: nobody needs to hear of it. */
const graceMs = 6_000

/** Keeps one stream open while the app is: queries whose key starts with the subject (`['account', …]`) are fetched again. */
export function useLive() {
  const client = useQueryClient()
  useEffect(() => {
    const updates = refresher(client)
    let stream: EventSource
    let timer: ReturnType<typeof setTimeout> | undefined
    let lost: ReturnType<typeof setTimeout> | undefined
    let interrupted = false
    const listen = () => {
      stream = new EventSource('/api/live')
      stream.onopen = () => {
        clearTimeout(lost)
        lost = undefined
        setConnection('live')
        // Whatever happened while the line was down was not heard.
        if (interrupted) client.invalidateQueries()
        interrupted = false
      }
      stream.onerror = () => {
        interrupted = true
        if (navigator.onLine) lost ??= setTimeout(() => setConnection('lost'), graceMs)
        else setConnection('offline')
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
      clearTimeout(lost)
      updates.stop()
    }
  }, [client])
}
