import { ComputingThread } from './computing-thread.ts'
import type { Tasks } from './tasks.ts'

/** Two, since halves of an answer are worked out side by side; more would only take turns on the cores that the database needs too. */
const usual = [new ComputingThread(), new ComputingThread()] as const
const idler = () => (usual[1].waiting < usual[0].waiting ? usual[1] : usual[0])
/** What may take many seconds, so that nobody else waits for it. */
const long = new ComputingThread()
const longTasks: readonly (keyof Tasks)[] = ['findRules']

/** Runs a task beside the requests, e.g. `await compute('churnRadar', lines, options)`. */
export const compute = <Name extends keyof Tasks>(
  task: Name,
  ...given: Parameters<Tasks[Name]>
): Promise<Awaited<ReturnType<Tasks[Name]>>> => (longTasks.includes(task) ? long : idler()).run(task, given)

/** The same, its first argument handed over: columns of millions of rows, which nobody uses here any more, are not copied. */
export const computeOf = <Name extends keyof Tasks>(
  task: Name,
  ...given: Parameters<Tasks[Name]>
): Promise<Awaited<ReturnType<Tasks[Name]>>> => {
  const columns = Object.values(given[0] as object).filter(
    (column): column is Float64Array<ArrayBuffer> =>
      column instanceof Float64Array && column.buffer instanceof ArrayBuffer,
  )
  return idler().run(
    task,
    given,
    columns.map(({ buffer }) => buffer),
  )
}
