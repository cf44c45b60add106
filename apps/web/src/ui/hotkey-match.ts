/** One binding. `keys`: `j`, `mod+k` (Ctrl or ⌘), `g c` (one after the other), `?`, `Escape`. */
export interface Hotkey {
  keys: string
  /** Shown in the help (`?`); without it the binding is silent. */
  label?: string
  /** Heading in the help. */
  group?: string
  /** Also while typing in a field, and in a dialog; meant for `mod+…` and `Escape`. */
  whileTyping?: boolean
  run: (event: KeyboardEvent) => void
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

const pressable = /^(button|link|checkbox|switch|radio|tab|menuitem|option)$/
const walkable = /^(radio|tab|menuitem|menuitemradio|option|slider|spinbutton)$/

/** Whether what has the keyboard makes something of the key itself: Enter on a button presses that button and opens no row. */
export function answersItself(
  { tagName, role, type }: { tagName: string; role?: string | null; type?: string },
  typed: string,
) {
  const name = role || roleOf(tagName, type)
  if (typed === 'Enter' || typed === ' ') return pressable.test(name)
  return typed.startsWith('Arrow') && walkable.test(name)
}

/** Names of elements are in capitals in HTML, and not in a drawing. */
function roleOf(tagName: string, type: string | undefined): string {
  const name = tagName.toUpperCase()
  if (name === 'BUTTON' || name === 'SUMMARY') return 'button'
  if (name === 'A') return 'link'
  return name === 'INPUT' ? (type ?? '') : ''
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
