import { useEffect, useRef, useSyncExternalStore } from 'react'
import { answersItself, findHotkey, type Hotkey, pressed } from './hotkey-match.ts'

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

/** A dialog covers the page: Esc closes the dialog and leaves what was chosen behind it. */
const isInDialog = (target: EventTarget | null) => target instanceof Element && target.closest('.ant-modal') !== null

const startsSequence = (all: readonly (readonly Hotkey[])[], typed: string) =>
  all.some((layer) => layer.some((hotkey) => hotkey.keys.startsWith(`${typed} `)))

function listen(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return
  const all = layers.map((layer) => layer.current)
  const typed = pressed(event)
  if (event.target instanceof Element && answersItself(event.target as HTMLInputElement, typed)) return
  const before = event.timeStamp - pendingSince < sequenceMs ? pending : ''
  pending = ''
  const elsewhere = isTyping(event.target) || isInDialog(event.target)
  const found = findHotkey(all, typed, before) ?? findHotkey(all, typed, '')
  if (found && (!elsewhere || found.whileTyping)) {
    event.preventDefault()
    found.run(event)
  } else if (!elsewhere && startsSequence(all, typed)) {
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
