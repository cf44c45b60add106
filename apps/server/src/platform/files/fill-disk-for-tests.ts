import { createReadStream } from 'node:fs'
import { openFileStore } from './index.ts'

// Run below a limit of the operating system on the size of files: prints how an upload that meets it ends.
const [folder = ''] = process.argv.slice(2)
await openFileStore(folder)
  .put(createReadStream('/dev/zero', { end: 50_000_000 }), { limitBytes: 100_000_000 })
  .then(
    () => console.log('kept'),
    (error: { code?: string; status?: number }) => console.log(error.code, error.status),
  )
