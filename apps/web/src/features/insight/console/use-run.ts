import { runSql } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { call } from '../../../app/api.ts'

/** One run at a time: giving it up closes the request, which ends the query on the server. */
export function useRun() {
  const client = useQueryClient()
  const under = useRef<AbortController | undefined>(undefined)
  const run = useMutation({
    mutationFn: (question: { sql: string; fresh: boolean }) => {
      under.current = new AbortController()
      return call(runSql, { body: question, signal: under.current.signal, patient: true })
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['consoleRun'] }),
  })
  const cancelled = run.error instanceof DOMException && run.error.name === 'AbortError'
  return { run, cancelled, cancel: () => under.current?.abort() }
}
