import { useEffect, useRef, useState } from 'react'
import { useSettled } from './settled.ts'

/**
 * The text of a search field: what is typed shows at once, `onSettled` is told, without blanks around it, when typing pauses.
 * A value changed from outside (cleared, gone back) shows in the field.
 */
export function useSettledText(value: string, onSettled: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(value)
  const settled = useSettled(text.trim(), 200)
  const send = useRef(onSettled)
  send.current = onSettled
  const sent = useRef(value)
  useEffect(() => {
    if (settled === sent.current) return
    sent.current = settled
    send.current(settled)
  }, [settled])
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])
  return [text, setText]
}
