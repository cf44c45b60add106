import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Loading makes much short-lived rubbish; a heap that grew for it would stay large for good. Measured: 280 MB → 210 MB idle.
setFlagsFromString('--semi-space-growth-factor=1')
// The second start does not strip types and compile again: half the time of loading.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/quayside', import.meta.url)))

const { startServer } = await import('./start-server.ts')
await startServer(giveBack)

/** Once, 0.2 s: what only loading needed goes back to the system, and code that is not run again with it. Measured: 203 MiB → 186 MiB idle. */
function giveBack() {
  setFlagsFromString('--semi-space-growth-factor=2')
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as NodeJS.GCFunction
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
