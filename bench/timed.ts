/** Wall and processor milliseconds of one piece of work on this thread. */
export function timed<Result>(work: () => Result): { result: Result; milliseconds: number; cpu: number } {
  const [start, cpuStart] = [performance.now(), process.cpuUsage()]
  const result = work()
  return { result, milliseconds: performance.now() - start, cpu: cpuSince(cpuStart) }
}

/** Processor milliseconds, user and system, since then. */
export function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
