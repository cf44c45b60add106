import { execFile } from 'node:child_process'
import { cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const project = fileURLToPath(new URL('..', import.meta.url))
const compiler = join(project, 'node_modules/typescript/bin/tsc')

/** The sources of a package as they lie there, without its tests: path below `src` and text. */
export async function sourcesOf(home: string): Promise<Map<string, string>> {
  const sources = new Map<string, string>()
  for await (const file of glob('**/*.ts', { cwd: join(home, 'src') }))
    if (!file.endsWith('.test.ts')) sources.set(file, await readFile(join(home, 'src', file), 'utf8'))
  return sources
}

/** Where a package runs: its compiler knows nothing else, so that it uses nothing else. */
const surroundings = {
  node: { lib: ['ES2023'], types: ['node'] },
  anywhere: { lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] },
}

/**
 * Writes a package as it is published: plain JavaScript and types for the oldest Node it promises, README and licence. Node takes no types
 * out of what lies in `node_modules`, so the sources themselves are of no use there.
 */
export async function publish(
  home: string,
  sources: ReadonlyMap<string, string>,
  outDir: string,
  where: keyof typeof surroundings = 'node',
): Promise<void> {
  // Below the package, so that the compiler finds what it depends on.
  const work = await mkdtemp(join(home, '.build-'))
  try {
    for (const [file, text] of sources) {
      await mkdir(dirname(join(work, file)), { recursive: true })
      await writeFile(join(work, file), asPublished(text))
    }
    await writeFile(join(work, 'tsconfig.json'), JSON.stringify(options(work, outDir, where)))
    await compile(work)
    await cp(join(project, 'LICENSE'), join(outDir, 'LICENSE'))
    await writeFile(join(outDir, 'README.md'), alone(await readFile(join(home, 'README.md'), 'utf8')))
    await writeFile(join(outDir, 'package.json'), `${JSON.stringify(await manifestOf(home), null, 2)}\n`)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function manifestOf(home: string) {
  const { name, version, description, license, type, sideEffects, engines, dependencies } = JSON.parse(
    await readFile(join(home, 'package.json'), 'utf8'),
  )
  const entry = { types: './index.d.ts', default: './index.js' }
  return {
    name,
    version,
    description,
    license,
    type,
    sideEffects,
    engines,
    dependencies,
    types: entry.types,
    exports: { '.': entry, './package.json': './package.json' },
  }
}

const options = (rootDir: string, outDir: string, where: keyof typeof surroundings) => ({
  compilerOptions: {
    rootDir,
    outDir,
    declaration: true,
    target: 'ES2022',
    ...surroundings[where],
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    strict: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
  },
  include: ['**/*.ts'],
})

/** Declarations keep what an import says, so it must say what will be there. */
const asPublished = (source: string): string => source.replaceAll(/from '(\.{1,2}\/[^']+)\.ts'/g, "from '$1.js'")

/** Other files of the project are not beside it once it is published. */
const alone = (readme: string): string => readme.replaceAll(/\[([^\]]+)\]\(\.\.\/[^)]+\)/g, '`$1`')

/** The compiler tells its faults on the output. */
async function compile(work: string): Promise<void> {
  await promisify(execFile)(process.execPath, [compiler, '-p', work]).catch((error: { stdout?: string }) => {
    throw new Error(`It does not compile as it would be published:\n${error.stdout}`)
  })
}
