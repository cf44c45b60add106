import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  type BodyOf,
  type Import,
  mapImport,
  readImport,
  runImport,
  suggestMapping,
  uploadImport,
} from '@quayside/contract'
import type { TestApp, TestDatabase } from '../../../../test/harness.ts'
import type { FileStore } from '../../../platform/files/index.ts'
import type { BroughtTargets } from './brought/brought-target.ts'
import { workImport } from './work-import.ts'

const boundary = '----quayside-test'

export function multipart(
  name: string,
  content: Buffer | string,
): { payload: Buffer; headers: Record<string, string> } {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename*=UTF-8''${encodeURIComponent(name)}; filename="${name.replaceAll(/[^\x20-\x7e]|"/g, '_')}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return {
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}

export interface Desk {
  app: TestApp
  database: TestDatabase
  files: FileStore
  now: Date
  chunkRows?: number
  brought?: BroughtTargets
}

/** Stands in for the queue: does what the batch's state asks for, now. */
export async function work({ app, database, files, now, chunkRows, brought }: Desk, id: string): Promise<Import> {
  const clock = () => now
  await workImport(
    { database, files, clock, ...(chunkRows ? { chunkRows } : {}), ...(brought ? { brought } : {}) },
    id,
    {
      report: async () => undefined,
    },
  )
  return (await app.call(readImport, { params: { id } })).body
}

export async function upload({ app }: Desk, name: string, content: Buffer | string): Promise<Import> {
  return (await app.call(uploadImport, multipart(name, content))).body
}

type Options = BodyOf<typeof mapImport>['options']

/** Upload, the suggested mapping with changes, check: what a person does up to the grid. */
export async function check(
  desk: Desk,
  name: string,
  content: Buffer | string,
  options: Options,
  changes: Record<string, string | null> = {},
): Promise<Import> {
  const { id } = await upload(desk, name, content)
  const suggested = await desk.app.call(suggestMapping, { params: { id }, query: { target: options.target } })
  const mapping = { ...suggested.body.mapping, ...changes }
  await desk.app.call(mapImport, { params: { id }, body: { options, mapping } })
  return work(desk, id)
}

export async function run(desk: Desk, id: string): Promise<Import> {
  await desk.app.call(runImport, { params: { id } })
  return work(desk, id)
}

/** Path of real data, or null, with the reason printed, where a clone has none. */
export function realData(path: string): string | null {
  const file = fileURLToPath(new URL(`../../../../../../../shared/data/${path}`, import.meta.url))
  if (existsSync(file)) return file
  console.warn(`Skipped: ${path} is not here (the folder ../shared/data comes with the project's own machines only).`)
  return null
}

export const contentOf = (path: string): Promise<Buffer> => readFile(path)
