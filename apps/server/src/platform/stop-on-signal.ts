/** A service manager tells every process it started, and npm and our own parent hand on what they were told: one wish, heard twice. */
const echoMs = 1_000

/** Runs `stop` at the first SIGINT or SIGTERM and ends the process; a second signal, or too long a wait, ends it at once. */
export function stopOnSignal(stop: () => Promise<void>, patienceMs = 30_000): void {
  let since: number | undefined
  const handle = (signal: NodeJS.Signals) => {
    // Status as a shell reports it: 128 + the number of the signal.
    const status = signal === 'SIGINT' ? 130 : 143
    if (since !== undefined) {
      if (performance.now() - since > echoMs) process.exit(status)
      return
    }
    since = performance.now()
    setTimeout(() => process.exit(status), patienceMs).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', handle)
  process.on('SIGTERM', handle)
}
