import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { onWindows, outerEnvironment, root } from './child.mjs'
import { npm } from './dependencies.mjs'
import { onlyOne } from './only-one.mjs'
import { Problem, say } from './problem.mjs'

const neededMajor = 24
const folder = join(root, 'node_modules', 'node')
const executable = join(folder, 'bin', onWindows ? 'node.exe' : 'node')
const ownMajor = Number.parseInt(process.versions.node, 10)

/** True when this process runs on a Node that can run the TypeScript of the project. */
export const runsOnPinned = () => ownMajor >= neededMajor

/** The path of Node 24; npm may have been told not to run the script that places it. */
export async function ensurePinnedNode() {
  if (works()) return executable
  if (runsOnPinned()) return process.execPath
  await onlyOne('node', place)
  if (works()) return executable
  throw new Problem(
    {
      zh: `无法准备 Node ${neededMajor}（当前为 ${process.version}）。`,
      en: `Node ${neededMajor} could not be prepared (this is ${process.version}).`,
    },
    {
      zh: `请删除 node_modules 后重试，或自行安装 Node ${neededMajor}。`,
      en: `Delete node_modules and try again, or install Node ${neededMajor} yourself.`,
    },
  )
}

function works() {
  // The package holds an empty file where its install script did not run.
  if (!existsSync(executable) || statSync(executable).size < 1_000_000) return false
  const answer = spawnSync(executable, ['--version'], { encoding: 'utf8' })
  return Number.parseInt((answer.stdout ?? '').slice(1), 10) >= neededMajor
}

async function place() {
  if (works() || !existsSync(join(folder, 'package.json'))) return
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  say(`正在准备 Node ${version}……`, `Preparing Node ${version} …`)
  const script = spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: folder,
    env: { ...outerEnvironment(), npm_config_ignore_scripts: 'false' },
    stdio: ['ignore', 2, 2],
  })
  if (script.status !== 0) await npm(['rebuild', 'node', '--foreground-scripts', '--ignore-scripts=false'])
}
