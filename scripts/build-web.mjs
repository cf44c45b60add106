import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bin, onWindows, projectEnvironment, root, runForeground } from './child.mjs'
import { onlyOne } from './only-one.mjs'
import { main, Problem, say } from './problem.mjs'

const apps = ['apps/web', 'apps/portal']
const notSources = new Set(['node_modules', 'dist', 'dist.new', 'dist.old', 'coverage'])

/** Builds each web app whose sources changed since its last build. */
export async function buildWeb() {
  for (const app of apps) {
    if (!existsSync(join(root, app, 'vite.config.ts')) || isFresh(app)) continue
    await onlyOne(`build-${app.replace('/', '-')}`, async () => {
      if (!isFresh(app)) await build(app)
    })
  }
}

const stampOf = (app) => join(root, app, 'dist', '.stamp')

function isFresh(app) {
  return existsSync(stampOf(app)) && readFileSync(stampOf(app), 'utf8') === sourceHash(app)
}

function sourceHash(app) {
  const hash = createHash('sha256')
  for (const folder of [app, 'packages']) addFolder(hash, join(root, folder))
  addFile(hash, join(root, 'package-lock.json'))
  return hash.digest('hex')
}

function addFolder(hash, folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (notSources.has(entry.name) || entry.name.endsWith('.test.ts')) continue
    if (entry.isDirectory()) addFolder(hash, path)
    else if (entry.isFile()) addFile(hash, path)
  }
}

function addFile(hash, path) {
  const content = readFileSync(path)
  hash.update(`${path.slice(root.length)}\0${content.length}\0`).update(content)
}

/** Built beside the old one and swapped: a running server never serves half a build. */
async function build(app) {
  say(`正在构建网页（${app}）……`, `Building the web app (${app}) …`)
  const stamp = sourceHash(app)
  const [fresh, current, old] = ['dist.new', 'dist', 'dist.old'].map((name) => join(root, app, name))
  const args = ['build', '--outDir', 'dist.new', '--emptyOutDir', '--logLevel', 'warn']
  const { code } = await runForeground(join(bin, 'vite'), args, {
    cwd: join(root, app),
    env: projectEnvironment(),
    shell: onWindows,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (code !== 0) throw buildFailed(app)
  writeFileSync(join(fresh, '.stamp'), stamp)
  rmSync(old, { recursive: true, force: true })
  if (existsSync(current)) renameSync(current, old)
  renameSync(fresh, current)
  rmSync(old, { recursive: true, force: true })
}

const buildFailed = (app) =>
  new Problem(
    { zh: `构建 ${app} 失败，原因见上。`, en: `Building ${app} failed; the reason is above.` },
    { zh: '修正后重新运行。', en: 'Put it right and run again.' },
  )

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(buildWeb)
