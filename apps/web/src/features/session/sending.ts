import { type FormEvent, useState } from 'react'

/** A small form's life: idle, sending, refused with a message. */
export function useSending(work: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')
  const send = async (event?: FormEvent) => {
    event?.preventDefault()
    setBusy(true)
    setFailure('')
    try {
      await work()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, send }
}
