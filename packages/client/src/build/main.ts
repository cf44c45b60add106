import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from './build.ts'

/** `npm run build -w packages/client`, or with another folder; then `npm publish packages/client/dist`. */
const outDir = process.argv[2] ?? fileURLToPath(new URL('../../dist', import.meta.url))
await rm(outDir, { recursive: true, force: true })
await build(outDir)
console.log(`Wrote ${outDir}`)
