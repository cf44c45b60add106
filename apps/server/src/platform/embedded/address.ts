import { createHash, randomBytes } from 'node:crypto'
import { chown, lstat, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DataFolder } from './data-folder.ts'
import { isReachable, type RunAs } from './run-as.ts'
import type { Settings } from './settings.ts'

export interface Address {
  /** The socket folder, or the loopback address where sockets are impossible. */
  readonly host: string
  readonly port: number
}

/** How the server is to be reached. */
export interface Wish {
  /** `auto` uses a private socket where the system has them, else a random loopback port. */
  readonly transport?: 'auto' | 'tcp'
  /** The socket's own folder is made in this one; the temporary folder of the system unless told. */
  readonly socketParent?: string
}

/** The socket lies in a private folder, so every server can keep the customary number. */
const socketPort = 5432
/** sun_path holds 108 bytes on Linux, 104 on macOS and the BSDs, with the final zero. */
const longestSocketPath = 103

export async function chooseAddress(data: DataFolder, { transport, socketParent = tmpdir() }: Wish): Promise<Address> {
  const impossible = transport === 'tcp' || process.platform === 'win32'
  const socketFolder = impossible ? undefined : await makeSocketFolder(data, socketParent)
  return socketFolder === undefined
    ? { host: '127.0.0.1', port: await freePort() }
    : { host: socketFolder, port: socketPort }
}

export const isSocket = (address: Address) => address.host.startsWith('/')

export function addressSettings(address: Address): Settings {
  return isSocket(address)
    ? {
        listen_addresses: '',
        unix_socket_directories: address.host,
        unix_socket_permissions: '0600',
        port: address.port,
      }
    : { listen_addresses: address.host, unix_socket_directories: '', port: address.port }
}

export async function removeSocketFolder(address: Address): Promise<void> {
  if (isSocket(address)) await rm(address.host, { recursive: true, force: true })
}

async function makeSocketFolder(data: DataFolder, parent: string): Promise<string | undefined> {
  const base = shortFolder(parent, data.runAs)
  const hash = createHash('sha256').update(data.folder).digest('hex').slice(0, 12)
  try {
    const folder = await ownFolder(join(base, `quayside-${hash}`), data.runAs)
    if (await acceptsSockets(folder)) return folder
    await rm(folder, { recursive: true, force: true })
  } catch {
    // Read-only or full: the loopback port needs no file.
  }
  return undefined
}

function shortFolder(folder: string, runAs: RunAs | undefined): string {
  const longest = `${folder}/quayside-0123456789ab-XXXXXX/.s.PGSQL.${socketPort}.lock`
  if (Buffer.byteLength(longest) > longestSocketPath) return '/tmp'
  return runAs !== undefined && !isReachable(folder, runAs) ? '/tmp' : folder
}

/** The temporary folder is open to all: a folder another user made there first is not used. */
async function ownFolder(wanted: string, runAs: RunAs | undefined): Promise<string> {
  const owner = runAs?.uid ?? process.getuid?.()
  const made = await mkdir(wanted, { mode: 0o700 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
      return false
    },
  )
  if (!made) {
    const found = await lstat(wanted)
    if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return wanted
  }
  const folder = made ? wanted : await mkdtemp(`${wanted}-`)
  if (runAs !== undefined) await chown(folder, runAs.uid, runAs.gid)
  return folder
}

function acceptsSockets(folder: string): Promise<boolean> {
  const probe = join(folder, `.probe-${randomBytes(3).toString('hex')}`)
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(probe, () => server.close(() => resolve(true)))
  })
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
