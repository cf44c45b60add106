import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Route } from '@quayside/contract'
import * as contract from '@quayside/contract'
import { routeTable } from '../route-table.ts'
import { operationsText } from './operations-text.ts'

const home = fileURLToPath(new URL('../..', import.meta.url))
const compiler = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url))

/** Writes the package as it is published: plain JavaScript and types, with no dependency. */
export async function build(outDir: string): Promise<void> {
  const work = await mkdtemp(join(home, '.build-'))
  try {
    for (const name of ['client', 'index', 'problem', 'request', 'route-table', 'verify-webhook'])
      await writeFile(join(work, `${name}.ts`), asPublished(await readFile(join(home, 'src', `${name}.ts`), 'utf8')))
    const table = routeTable(contract)
    const lines = table.map((route) => `  ${JSON.stringify(route)},`).join('\n')
    await writeFile(
      join(work, 'routes.ts'),
      `import type { CompactRoute } from './route-table.js'\n\nexport const routes: readonly CompactRoute[] = [\n${lines}\n]\n`,
    )
    await writeFile(join(work, 'operations.ts'), operationsText(routesNamed(new Set(table.map(([name]) => name)))))
    await writeFile(join(work, 'tsconfig.json'), JSON.stringify(options(outDir)))
    await compile(work)
    await cp(join(home, '../../LICENSE'), join(outDir, 'LICENSE'))
    await writeFile(join(outDir, 'README.md'), alone(await readFile(join(home, 'README.md'), 'utf8')))
    const { name, version, description, license, type, sideEffects } = JSON.parse(
      await readFile(join(home, 'package.json'), 'utf8'),
    )
    const entry = { types: './index.d.ts', default: './index.js' }
    const manifest = {
      name,
      version,
      description,
      license,
      type,
      sideEffects,
      engines: { node: '>=20.3' },
      types: entry.types,
      exports: { '.': entry, './package.json': './package.json' },
    }
    await writeFile(join(outDir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

function routesNamed(names: ReadonlySet<string>): Route[] {
  const all = Object.values(contract).flatMap((value): unknown[] =>
    typeof value === 'object' && value !== null && 'read' in value && 'file' in value
      ? [value.read, value.file]
      : [value],
  )
  const isOurs = (one: unknown): one is Route =>
    typeof one === 'object' && one !== null && 'door' in one && 'name' in one && names.has(String(one.name))
  return all.filter(isOurs).sort((a, b) => (a.name < b.name ? -1 : 1))
}

const options = (outDir: string) => ({
  compilerOptions: {
    outDir,
    declaration: true,
    target: 'ES2022',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    strict: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    types: [],
  },
  include: ['*.ts'],
})

/** Declarations keep what an import says, so it must say what will be there. */
const asPublished = (source: string): string => source.replaceAll(/from '(\.\/[\w-]+)\.ts'/g, "from '$1.js'")

/** Other files of the project are not beside it once it is published. */
const alone = (readme: string): string => readme.replaceAll(/\[([^\]]+)\]\(\.\.\/[^)]+\)/g, '`$1`')

/** The compiler tells its faults on the output. */
async function compile(project: string): Promise<void> {
  await promisify(execFile)(process.execPath, [compiler, '-p', project]).catch((error: { stdout?: string }) => {
    throw new Error(`The client does not compile:\n${error.stdout}`)
  })
}
