import { changeMe } from '@quayside/contract'
import { useCallback } from 'react'
import { call } from '../api.ts'
import { type Preferences, prefer } from '../preferences.ts'

/** Changes the look here at once, and in the person's profile, so that other devices follow. */
export function usePreferChange() {
  return useCallback((change: Partial<Preferences>) => {
    prefer(change)
    // The look already changed; if the profile cannot be reached, this device still remembers it.
    call(changeMe, { body: change }).catch(() => {})
  }, [])
}
