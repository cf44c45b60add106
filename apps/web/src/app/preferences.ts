import type { Locale } from '@quayside/contract'
import { useSyncExternalStore } from 'react'
import { detectLocale } from '../i18n/detect-locale.ts'
import { speak } from '../i18n/i18n.ts'

export type Theme = 'light' | 'dark' | 'system'
export type Density = 'comfortable' | 'compact'
export interface Preferences {
  theme: Theme
  density: Density
  locale: Locale
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(`quayside.${key}`)
  } catch {
    return null
  }
}

function store(key: string, value: string) {
  try {
    localStorage.setItem(`quayside.${key}`, value)
  } catch {
    // Private windows may refuse storage; the choice then lasts as long as the page.
  }
}

const themes: readonly string[] = ['light', 'dark', 'system']
const wantedTheme = stored('theme')
let current: Preferences = {
  theme: wantedTheme && themes.includes(wantedTheme) ? (wantedTheme as Theme) : 'system',
  density: stored('density') === 'compact' ? 'compact' : 'comfortable',
  locale: detectLocale(stored('locale'), navigator.languages),
}

const listeners = new Set<() => void>()
const darkScreen = matchMedia('(prefers-color-scheme: dark)')

export function isDark(theme: Theme): boolean {
  return theme === 'dark' || (theme === 'system' && darkScreen.matches)
}

function show() {
  document.documentElement.dataset.theme = isDark(current.theme) ? 'dark' : 'light'
  document.documentElement.dataset.density = current.density
  for (const listener of listeners) listener()
}

export const preferences = () => current

export async function prefer(change: Partial<Preferences>) {
  const before = current
  current = { ...current, ...change }
  for (const [key, value] of Object.entries(change)) store(key, value)
  if (current.locale !== before.locale) await speak(current.locale)
  show()
}

/** Whose choices this device holds. */
const ownerKey = 'of'

/**
 * What a person chose elsewhere, on a device that knows nothing of him yet. What was chosen here stands, also before signing
 * in; another person's choices do not.
 */
export function adoptPreferences(userId: string, profile: Partial<Preferences>) {
  const owner = stored(ownerKey)
  if (owner === userId) return
  const foreign = owner !== null
  const wanted = Object.entries(profile).filter(([key]) => foreign || stored(key) === null)
  store(ownerKey, userId)
  return prefer(Object.fromEntries(wanted))
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  darkScreen.addEventListener('change', show)
  return () => {
    listeners.delete(listener)
    darkScreen.removeEventListener('change', show)
  }
}

export const usePreferences = () => useSyncExternalStore(subscribe, () => current)
/** True while the screen is dark, by choice or because the system is. */
export const useDark = () => useSyncExternalStore(subscribe, () => isDark(current.theme))
