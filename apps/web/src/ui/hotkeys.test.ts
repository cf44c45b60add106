import { expect, test } from 'vitest'
import { answersItself, findHotkey, pressed } from './hotkey-match.ts'

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  pressed({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

test.each([
  [press('k', { ctrlKey: true }), 'mod+k'],
  [press('k', { metaKey: true }), 'mod+k'],
  [press('?', { shiftKey: true }), '?'],
  [press('J', { shiftKey: true }), 'shift+j'],
  [press('Escape'), 'Escape'],
  [press('/'), '/'],
])('%s', (typed, expected) => {
  expect(typed).toBe(expected)
})

const run = () => {}
const shell = [
  { keys: 'g c', run },
  { keys: 'Escape', run },
]
const page = [{ keys: 'Escape', run }]

test('a page’s own key goes before the shell’s', () => {
  expect(findHotkey([shell, page], 'Escape', '')).toBe(page[0])
})

test('a sequence needs its first key', () => {
  expect(findHotkey([shell], 'c', 'g')).toBe(shell[0])
  expect(findHotkey([shell], 'c', '')).toBeUndefined()
})

test.each([
  ['BUTTON', null, 'Enter', true],
  ['A', null, 'Enter', true],
  ['a', null, 'Enter', true],
  ['DIV', 'button', ' ', true],
  ['DIV', 'menuitem', 'ArrowDown', true],
  ['BUTTON', null, 'ArrowDown', false],
  ['BUTTON', null, 'j', false],
  ['BODY', null, 'Enter', false],
  ['DIV', 'grid', 'Enter', false],
])('with the keyboard on <%s role=%s> the key %s belongs to it: %s', (tagName, role, typed, own) => {
  expect(answersItself({ tagName, role }, typed)).toBe(own)
})
