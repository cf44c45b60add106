import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type pg from 'pg'

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url))
export const generatedFile = fileURLToPath(new URL('../src/platform/schema.generated.ts', import.meta.url))

/** Writes the TypeScript types of every table in the database to a file. */
export async function generateTypes(connection: pg.ClientConfig, outFile: string): Promise<void> {
  const { host = '', port, user, password, database } = connection
  const socket = host.startsWith('/') ? `?host=${encodeURIComponent(host)}` : ''
  const url = `postgres://${user}:${password}@${socket ? 'localhost' : host}:${port}/${database}${socket}`
  const number = 'ColumnType<number, number | bigint | string, number | bigint | string>'
  await promisify(execFile)(process.execPath, [
    `${projectRoot}node_modules/kysely-codegen/dist/cli/bin.js`,
    ...['--dialect', 'postgres', '--url', url, '--out-file', outFile],
    ...['--default-schema', 'public', '--include-pattern', 'public.*', '--date-parser', 'string'],
    ...['--type-mapping', JSON.stringify({ int8: number, xid8: 'string' })],
  ])
}
