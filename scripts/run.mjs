// Runs a TypeScript program of the project on the pinned Node, installing what it needs first.
// Usage: node scripts/run.mjs <file> [arguments]; plain JavaScript for Node 20.
import * as module from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { endLike, projectEnvironment, root, runForeground } from './child.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ensurePinnedNode, runsOnPinned } from './pinned-node.mjs'
import { main, Problem } from './problem.mjs'
import { stopWithNpm } from './stop-with-npm.mjs'

const oldestMajor = 20
/** Of files without their types and of compiled code. Told before the first TypeScript is read, Node need not load what takes types out. */
const compiled = join(root, 'node_modules', '.cache', 'quayside')

/** Everything a fresh clone lacks. @returns {Promise<string>} the path of Node 24 */
export async function prepare() {
  if (Number.parseInt(process.versions.node, 10) < oldestMajor)
    throw new Problem(
      { zh: `Node ${process.version} 太旧。`, en: `Node ${process.version} is too old.` },
      { zh: '请安装 Node.js 20 或更高版本。', en: 'Install Node.js 20 or newer.' },
    )
  await ensureDependencies()
  return ensurePinnedNode()
}

/** Runs the program and ends as it ends. */
export async function run(file, args) {
  const target = resolve(root, file)
  const node = await prepare()
  stopWithNpm()
  if (runsOnPinned()) {
    process.chdir(root)
    process.argv = [process.argv[0], target, ...args]
    module.enableCompileCache(compiled)
    await import(pathToFileURL(target).href)
  } else
    endLike(
      await runForeground(node, [target, ...args], { env: { ...projectEnvironment(), NODE_COMPILE_CACHE: compiled } }),
    )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2)
  await main(() => run(file ?? join('apps', 'server', 'src', 'main.ts'), args))
}
