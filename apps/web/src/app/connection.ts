import { useSyncExternalStore } from 'react'

/** `live`: changes of others arrive; `lost`: the server does not answer; `offline`: this device has no network. */
export type Connection = 'live' | 'lost' | 'offline'

let connection: Connection = 'live'
const listeners = new Set<() => void>()

export function setConnection(next: Connection) {
  if (next === connection) return
  connection = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  const offline = () => setConnection('offline')
  const online = () => setConnection('live')
  addEventListener('offline', offline)
  addEventListener('online', online)
  return () => {
    listeners.delete(listener)
    removeEventListener('offline', offline)
    removeEventListener('online', online)
  }
}

export const useConnection = () => useSyncExternalStore(subscribe, () => connection)
