import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Route } from '@quayside/contract'
import * as contract from '@quayside/contract'
import { publish } from '../../../../scripts/published.ts'
import { routeTable } from '../route-table.ts'
import { operationsText } from './operations-text.ts'

const home = fileURLToPath(new URL('../..', import.meta.url))

const written = ['client', 'index', 'problem', 'request', 'route-table', 'verify-webhook']

/** Writes the package as it is published: the contract as a table and as types, so that it has no dependency. */
export async function build(outDir: string): Promise<void> {
  const sources = new Map<string, string>()
  for (const name of written) sources.set(`${name}.ts`, await readFile(join(home, 'src', `${name}.ts`), 'utf8'))
  const table = routeTable(contract)
  const lines = table.map((route) => `  ${JSON.stringify(route)},`).join('\n')
  sources.set(
    'routes.ts',
    `import type { CompactRoute } from './route-table.ts'\n\nexport const routes: readonly CompactRoute[] = [\n${lines}\n]\n`,
  )
  sources.set('operations.ts', operationsText(routesNamed(new Set(table.map(([name]) => name)))))
  await publish(home, sources, outDir, 'anywhere')
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
