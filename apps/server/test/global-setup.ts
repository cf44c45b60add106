import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startThrowAway } from '../src/platform/embedded/for-tests.ts'
import { prepareDatabase } from '../src/platform/prepare-database.ts'

/** Where the test server listens, and as whom. Plain data: it crosses to the workers. */
export interface TestServer {
  host: string
  port: number
  user: string
  password: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}

export const templateName = 'quayside_template'
export const testSecret = 'secret of the tests'

/** One throw-away server for the whole run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowAway()
  const { host, port, user } = server.connection
  await inDatabase(server.connection, (client) => client.query(`create database ${templateName}`))
  await inDatabase({ ...server.connection, database: templateName }, (client) => prepareDatabase(client, testSecret))
  await inDatabase(server.connection, (client) => client.query(`alter database ${templateName} is_template true`))
  project.provide('testServer', { host, port, user, password: String(server.connection.password) })
  return () => server.stop()
}

async function inDatabase(config: pg.ClientConfig, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
