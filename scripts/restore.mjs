import { main } from './problem.mjs'
import { run } from './run.mjs'

await main(() => run('apps/server/src/cli.ts', ['restore', ...process.argv.slice(2)]))
