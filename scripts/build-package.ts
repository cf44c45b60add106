import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { publish, sourcesOf } from './published.ts'

/** `npm run build -w packages/edi`, or with another folder; then `npm publish packages/edi/dist`. */
const home = process.cwd()
const outDir = process.argv[2] ?? join(home, 'dist')
await rm(outDir, { recursive: true, force: true })
await publish(home, await sourcesOf(home), outDir)
console.log(`Wrote ${outDir}`)
