import { useSyncExternalStore } from 'react'

/**
 * `live`: changes of others arrive; `silent`: the server takes questions and answers none; `lost`: it cannot be reached; `offline`:
 * this device has no network.
 */
export type Connection = 'live' | 'silent' | 'lost' | 'offline'

let connection: Connection = 'live'
const listeners = new Set<() => void>()

export function setConnection(next: Connection) {
  if (next === connection) return
  connection = next
  for (const listener of listeners) listener()
}

/** Silence says less than a line that broke; an answer ends only the silence. */
export function setSilent(silent: boolean) {
  if (connection === (silent ? 'live' : 'silent')) setConnection(silent ? 'silent' : 'live')
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
