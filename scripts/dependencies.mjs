import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onWindows, outerEnvironment, root } from './child.mjs'
import { onlyOne } from './only-one.mjs'
import { explainInstallFailure, networkFault, Problem, say } from './problem.mjs'

const modules = join(root, 'node_modules')
const stampFile = join(modules, '.quayside-stamp')
const progressMs = 10_000

/** Installs what package-lock.json names, unless it is installed already. */
export async function ensureDependencies() {
  if (isStamped()) return
  await onlyOne('install', async () => {
    if (isStamped()) return
    if (!matchesLock()) await install()
    mkdirSync(modules, { recursive: true })
    writeFileSync(stampFile, lockHash())
  })
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

function isStamped() {
  try {
    return readFileSync(stampFile, 'utf8') === lockHash()
  } catch {
    return false
  }
}

/** Whether somebody ran npm by hand: npm leaves what it installed in a lock file of the same shape. */
function matchesLock() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const found = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(
      ([path, entry]) =>
        !path.includes('node_modules/') ||
        entry.link ||
        entry.optional ||
        entry.peer ||
        found[path]?.version === entry.version,
    )
  } catch {
    return false
  }
}

/**
 * `npm ci` refuses a lock file written where the registry lacked the packages of other platforms, and empties
 * node_modules under a running program; `install` takes the same versions from the lock and leaves the file as it is.
 */
async function install() {
  say('正在安装依赖（首次约需一两分钟）……', 'Installing the dependencies (a minute or two the first time) …')
  const fault = await registryFault()
  const { code, output } = await npm(['install', '--no-save', ...(fault === undefined ? [] : ['--offline'])])
  if (code !== 0) throw explainInstallFailure(`${fault ?? ''} ${output}`, root)
}

/**
 * What keeps npm from its registry; undefined: nothing. Asked once, since `install` looks up the packages of other platforms, which the lock
 * file does not name, one after the other, and takes several attempts at each. What npm has in its cache is enough without a registry.
 */
async function registryFault() {
  const { code, output } = await run(['ping', '--loglevel=error', '--fetch-retries=1', '--fetch-timeout=15000'], 'pipe')
  // A mirror may know no ping: whoever answers is reachable.
  return code === 0 ? undefined : networkFault(output)
}

/** Runs npm beside a line of progress now and then; its own complaints pass through. */
export function npm(args) {
  return run([...args, '--no-audit', '--no-fund', '--loglevel=error'], 'inherit')
}

/** @param {'inherit' | 'pipe'} show 'pipe': nobody sees what it prints */
function run(args, show) {
  const quick = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=15000']
  const child = spawn('npm', [...args, ...quick], {
    cwd: root,
    env: outerEnvironment(),
    shell: onWindows,
    stdio: ['ignore', show === 'inherit' ? 'inherit' : 'ignore', 'pipe'],
  })
  let output = ''
  child.stderr.on('data', (chunk) => {
    output += chunk
    if (show === 'inherit') process.stderr.write(chunk)
  })
  const begun = Date.now()
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - begun) / 1000)
    say(`……已用 ${seconds} 秒`, `… ${seconds} s`)
  }, progressMs)
  const stop = (signal) => child.kill(signal)
  process.on('SIGINT', stop).on('SIGTERM', stop)
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(error.code === 'ENOENT' ? npmMissing() : error))
    child.once('close', (code, signal) => {
      if (signal !== null || code === 130) process.exit(130)
      resolve({ code, output })
    })
  }).finally(() => {
    clearInterval(timer)
    process.off('SIGINT', stop).off('SIGTERM', stop)
  })
}

const npmMissing = () =>
  new Problem(
    { zh: '找不到 npm。', en: 'npm was not found.' },
    { zh: '请安装带有 npm 的 Node.js 20 或更高版本。', en: 'Install Node.js 20 or newer together with npm.' },
  )
