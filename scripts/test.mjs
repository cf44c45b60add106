// Every check of the project, in the order in which they are quick; stops at the first that fails.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb } from './build-web.mjs'
import { bin, onWindows, projectEnvironment, root, runForeground } from './child.mjs'
import { main } from './problem.mjs'
import { prepare } from './run.mjs'

const vitestArgs = process.argv.slice(2).filter((argument) => argument !== '--')

const tool =
  (name, ...args) =>
  async () => {
    const { code, signal } = await runForeground(join(bin, name), args, {
      env: projectEnvironment(),
      shell: onWindows,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    return signal === null ? code : 130
  }

const steps = [
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
  { name: '构建网页 Web build', run: () => buildWeb().then(() => 0) },
  { name: '测试 Tests', run: tool('vitest', 'run', ...vitestArgs) },
]

const secondsSince = (begun) => (Date.now() - begun) / 1000

function summarize(done, total) {
  const line = (mark, seconds, name) => `${mark} ${seconds.toFixed(1).padStart(7)} s  ${name}\n`
  process.stdout.write('\n')
  for (const { name, seconds, failed } of done) process.stdout.write(line(failed ? '✗' : '✓', seconds, name))
  process.stdout.write(line(done.at(-1)?.failed ? '✗' : '✓', total, '合计 Total'))
}

await main(async () => {
  const begun = Date.now()
  await prepare()
  const done = [{ name: '准备 Preparation', seconds: secondsSince(begun) }]
  for (const { name, run, needs } of steps) {
    if (needs !== undefined && !existsSync(join(root, needs))) {
      done.push({ name: `${name} —— 跳过，没有 skipped, no ${needs}`, seconds: 0 })
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
})
