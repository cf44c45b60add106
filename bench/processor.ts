import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

const ticksPerSecond = 100

/** Seconds of processor time, user and system, of one process with those of its children that ended; 0 when it is gone. */
export async function processorOf(pid: number): Promise<number> {
  const fields = await statOf(pid)
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond || 0
}

/** Of the postmaster, its living children and those that ended. */
export async function processorOfDatabase(connection: pg.ClientConfig): Promise<number> {
  const postmaster = await postmasterOf(connection)
  let sum = await processorOf(postmaster)
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = Number((await statOf(Number(name)))[1])
    if (parent === postmaster) sum += await processorOf(Number(name))
  }
  return sum
}

/** The fields behind the name of the process: its state, its parent … */
async function statOf(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

const postmasters = new WeakMap<pg.ClientConfig, number>()

async function postmasterOf(connection: pg.ClientConfig): Promise<number> {
  const known = postmasters.get(connection)
  if (known) return known
  const folder = await dataDirectory(connection)
  const pid = Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0])
  postmasters.set(connection, pid)
  return pid
}

export async function dataDirectory(connection: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(connection)
  await client.connect()
  const found = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
  await client.end()
  return found.rows[0]?.folder ?? ''
}

/** Seconds of processor time of the three who share the machine. */
export interface Spent {
  client: number
  server: number
  database: number
}

export interface Spender {
  owner: pg.ClientConfig
  serverPid: number
}

export async function spentSoFar({ owner, serverPid }: Spender): Promise<Spent> {
  const { user, system } = process.cpuUsage()
  return {
    client: (user + system) / 1e6,
    server: await processorOf(serverPid),
    database: await processorOfDatabase(owner),
  }
}

export const spentBetween = (before: Spent, after: Spent): Spent => ({
  client: after.client - before.client,
  server: after.server - before.server,
  database: after.database - before.database,
})
