import { startEmbedded } from './start-embedded.ts'
import { printable, StartupProblem } from './startup-problem.ts'

/** A stand-in for the application that a test may kill: starts the database, tells where it is, and waits. */
const database = await startEmbedded({ dataDir: process.argv[2] ?? '', log: ({ en }) => console.error(en) }).catch(
  (problem: unknown) => {
    console.error(problem instanceof StartupProblem ? printable(problem) : problem)
    process.exit(3)
  },
)
console.log(JSON.stringify({ url: database.ownerUrl, pid: database.pid }))
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => database.stop().then(() => process.exit(0)))
setInterval(() => {}, 60_000)
