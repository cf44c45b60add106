import { execFile } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

/** For tests: a Node between the oldest that our packages promise and the project’s own, if PATH has one. */
export async function olderNode(): Promise<string | undefined> {
  for (const place of (process.env.PATH ?? '').split(delimiter)) {
    const node = join(place, 'node')
    const version = await promisify(execFile)(node, ['--version']).then(
      ({ stdout }) => Number(/^v(\d+)/.exec(stdout)?.[1]),
      () => 0,
    )
    if (version >= 20 && version < 24) return node
  }
  return undefined
}
