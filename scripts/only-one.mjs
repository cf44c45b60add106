import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './child.mjs'
import { diskFull, notWritable, say } from './problem.mjs'

const pollMs = 300
const emptyMs = 2_000

/** Lets one process at a time do the work called `name`; the others wait for it. */
export async function onlyOne(name, work) {
  const file = join(root, '.quayside', `${name}.lock`)
  await take(file, name)
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

async function take(file, name) {
  for (let told = false; ; ) {
    if (created(file)) return
    const holder = readHolder(file)
    if (isAbandoned(file, holder)) rmSync(file, { force: true })
    else {
      if (!told)
        say(
          `另一个进程（${holder ?? '?'}）正在处理 ${name}，等待中……`,
          `Waiting for process ${holder ?? '?'}: ${name} …`,
        )
      told = true
      await wait(pollMs)
    }
  }
}

function created(file) {
  try {
    mkdirSync(join(root, '.quayside'), { recursive: true })
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error.code === 'ENOSPC'
      ? diskFull(root)
      : ['EACCES', 'EROFS', 'EPERM'].includes(error.code)
        ? notWritable(root)
        : error
  }
}

/** An empty lock belongs to a process that is just writing its number into it, unless it is old. */
function isAbandoned(file, holder) {
  if (holder !== undefined) return !isAlive(holder)
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return made !== undefined && Date.now() - made > emptyMs
}

function readHolder(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    return pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
