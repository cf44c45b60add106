import { useEffect, useRef, useSyncExternalStore } from 'react'

/** One binding. `keys`: `j`, `mod+k` (Ctrl or ⌘), `g c` (one after the other), `?`, `Escape`. */
export interface Hotkey {
  keys: string
  /** Shown in the help (`?`); without it the binding is silent. */
  label?: string
  /** Heading in the help. */
  group?: string
  /** Also while typing in a field; meant for `mod+…` and `Escape`. */
  whileTyping?: boolean
  run: (event: KeyboardEvent) => void
}

/** A second key of a sequence must follow within this time. */
const sequenceMs = 1_200

type Layer = { current: readonly Hotkey[] }
let layers: Layer[] = []
const listeners = new Set<() => void>()
let pending = ''
let pendingSince = 0

function changed(next: Layer[]) {
  layers = next
  for (const listener of listeners) listener()
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.role === 'combobox'
}

/** The name of the pressed key as bindings write it. */
export function pressed(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const alt = event.altKey ? 'alt+' : ''
  // Shift is part of a sign such as `?`, but a modifier of letters and named keys.
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key)) ? 'shift+' : ''
  return `${mod}${alt}${shift}${name}`
}

/** The topmost binding for what was pressed; a page's own binding goes before the shell's. */
export function findHotkey(all: readonly (readonly Hotkey[])[], typed: string, before: string): Hotkey | undefined {
  for (let index = all.length - 1; index >= 0; index--) {
    const found = all[index]?.find(
      (hotkey) => (before && hotkey.keys === `${before} ${typed}`) || (!before && hotkey.keys === typed),
    )
    if (found) return found
  }
  return undefined
}

const startsSequence = (all: readonly (readonly Hotkey[])[], typed: string) =>
  all.some((layer) => layer.some((hotkey) => hotkey.keys.startsWith(`${typed} `)))

function listen(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return
  const all = layers.map((layer) => layer.current)
  const typed = pressed(event)
  const before = event.timeStamp - pendingSince < sequenceMs ? pending : ''
  pending = ''
  const typing = isTyping(event.target)
  const found = findHotkey(all, typed, before) ?? findHotkey(all, typed, '')
  if (found && (!typing || found.whileTyping)) {
    event.preventDefault()
    found.run(event)
  } else if (!typing && startsSequence(all, typed)) {
    pending = typed
    pendingSince = event.timeStamp
  }
}

/** Binds keys while the component is on screen. */
export function useHotkeys(hotkeys: readonly Hotkey[]) {
  const layer = useRef(hotkeys)
  layer.current = hotkeys
  useEffect(() => {
    if (layers.length === 0) document.addEventListener('keydown', listen)
    changed([...layers, layer])
    return () => {
      changed(layers.filter((one) => one !== layer))
      if (layers.length === 0) document.removeEventListener('keydown', listen)
    }
  }, [])
}

/** All bindings that have a label now, for the help. */
export function useHotkeyHelp(): Hotkey[] {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => layers,
  )
  return current.flatMap((layer) => layer.current).filter((hotkey) => hotkey.label)
}
