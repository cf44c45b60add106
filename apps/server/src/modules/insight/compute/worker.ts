import { parentPort } from 'node:worker_threads'
import { tasks } from './tasks.ts'

interface Order {
  id: number
  task: keyof typeof tasks
  given: unknown[]
}

parentPort?.on('message', async ({ id, task, given }: Order) => {
  try {
    const run = tasks[task] as (...given: unknown[]) => unknown
    parentPort?.postMessage({ id, result: await run(...given) })
  } catch (error) {
    parentPort?.postMessage({ id, error })
  }
})
