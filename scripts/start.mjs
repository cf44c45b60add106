import { buildWeb } from './build-web.mjs'
import { main } from './problem.mjs'
import { prepare, run } from './run.mjs'

await main(async () => {
  await prepare()
  await buildWeb()
  await run('apps/server/src/main.ts', ['start', ...process.argv.slice(2)])
})
