import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 720px)')

function subscribe(listener: () => void) {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** True on a telephone: one column, cards for rows, a bottom bar for navigation. */
export const useNarrow = () => useSyncExternalStore(subscribe, () => narrow.matches)
