import { main } from './problem.mjs'
import { run } from './run.mjs'

await main(() => run('bench/main.ts', process.argv.slice(2)))
