import { type KeyboardEvent, useState } from 'react'

/** Up, down and Enter over a list of choices while the cursor stays in the text field (combobox pattern). */
export function usePickList(count: number, pick: (index: number) => void) {
  const [wanted, setWanted] = useState(0)
  const index = Math.max(0, Math.min(wanted, count - 1))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && count > 0) {
      event.preventDefault()
      setWanted((index + step + count) % count)
    } else if (event.key === 'Enter' && count > 0) {
      event.preventDefault()
      pick(index)
    }
  }
  return { index, setIndex: setWanted, onKeyDown }
}
