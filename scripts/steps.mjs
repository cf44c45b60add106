import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bin, onWindows, projectEnvironment, root, runForeground } from './child.mjs'
import { prepare } from './run.mjs'

/** A tool of `node_modules/.bin` as a step; nobody is there to answer its questions. */
export const tool =
  (name, ...args) =>
  async () => {
    const { code, signal } = await runForeground(join(bin, name), args, {
      env: projectEnvironment(),
      shell: onWindows,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    return signal === null ? code : 130
  }

/** What needs no database and no browser, the quick ones first. */
export const checks = [
  { name: '类型检查（服务端）Types, server', run: tool('tsc', '-p', 'tsconfig.json', '--noEmit') },
  {
    name: '类型检查（网页）Types, web',
    run: tool('tsc', '-p', 'apps/web', '--noEmit'),
    needs: 'apps/web/tsconfig.json',
  },
  { name: '格式与规范 Format and lint', run: tool('biome', 'check') },
  {
    name: '模块依赖规则 Import rules',
    run: tool('depcruise', '--config', '.dependency-cruiser.cjs', 'apps', 'packages'),
    needs: '.dependency-cruiser.cjs',
  },
  { name: '无用代码 Dead code', run: tool('knip'), needs: 'knip.json' },
]

/** Runs step after step, stops at the first that fails with its exit code, and ends with a table of the seconds. */
export async function runSteps(steps) {
  const begun = Date.now()
  await prepare()
  const done = [{ name: '准备 Preparation', seconds: secondsSince(begun) }]
  for (const { name, run, needs } of steps) {
    if (needs !== undefined && !existsSync(join(root, needs))) {
      done.push({ name: `${name} —— 跳过 skipped: ${needs}`, seconds: 0 })
      continue
    }
    process.stdout.write(`\n▶ ${name}\n`)
    const stepBegun = Date.now()
    const code = await run()
    done.push({ name, seconds: secondsSince(stepBegun), failed: code !== 0 })
    if (code !== 0) {
      process.exitCode = code ?? 1
      break
    }
  }
  summarize(done, secondsSince(begun))
}

const secondsSince = (begun) => (Date.now() - begun) / 1000

function summarize(done, total) {
  const line = (failed, seconds, name) => `${failed ? '✗' : '✓'} ${seconds.toFixed(1).padStart(7)} s  ${name}\n`
  const rows = done.map(({ name, seconds, failed }) => line(failed, seconds, name))
  process.stdout.write(`\n${rows.join('')}${line(done.at(-1)?.failed, total, '合计 Total')}`)
}
