import { useEffect, useState } from 'react'

/** Typing pauses shorter than this do not ask the server. */
const pauseMs = 120

/** The value once it has stopped changing for a moment. */
export function useSettled<T>(value: T, ms = pauseMs): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
