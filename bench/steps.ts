import type { Row } from './table.ts'

let current = ''

/** A step that does not end within its time is given up and named: a bench that waits for ever tells nothing. */
export async function inTime<Result>(what: string, seconds: number, work: () => Promise<Result>): Promise<Result> {
  const around = current
  current = what
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not done within ${seconds} s`)), seconds * 1_000)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
    current = around
  }
}

/** What one step measured, or why it did not; told at once, since what follows may take long or fail. */
export async function rowsOf(what: string, seconds: number, work: () => Promise<Row[]>): Promise<Row[]> {
  const rows = await inTime(what, seconds, work).catch((error: unknown) => {
    process.exitCode = 1
    return [{ what, measured: `not measured: ${said(error)}`, comparator: '', ratio: '', budget: '', met: false }]
  })
  for (const row of rows) process.stderr.write(`${row.what}: ${row.measured}${row.met === false ? ' (missed)' : ''}\n`)
  return rows
}

/** Ends with 1 and a word on what it was at, also when nothing is left to wait for or somebody else's promise failed. */
export function neverInSilence(): { ended(): void } {
  let done = false
  const fail = (error: unknown) => {
    process.stderr.write(
      `Failed${during()}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    done = true
    process.exit(1)
  }
  process.on('unhandledRejection', fail)
  process.on('uncaughtException', fail)
  process.on('exit', () => {
    if (done) return
    process.stderr.write(`Ended${during()} before everything was measured.\n`)
    process.exitCode = 1
  })
  return {
    ended: () => {
      done = true
    },
  }
}

const during = () => (current ? ` during “${current}”` : '')
const said = (error: unknown) => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
