import type { KeyboardEvent } from 'react'

/** Enter and Esc leave a search field, so that the keys of the list work again. */
export function leaveField(event: KeyboardEvent<HTMLInputElement>) {
  if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
  event.preventDefault()
  event.currentTarget.blur()
}
