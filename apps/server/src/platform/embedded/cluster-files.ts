import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

export interface FoundFile {
  /** With `/`, from the folder that was listed. */
  readonly path: string
  readonly size: number
  readonly isFolder: boolean
}

/** Their content means nothing after a restore (PostgreSQL manual, "Making a Base Backup"); the folders must exist. */
const emptiedFolders = new Set([
  'pg_wal',
  'pg_wal/archive_status',
  'pg_wal/summaries',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
const leftOut =
  /(^|\/)(postmaster\.(pid|opts)|backup_label.*|tablespace_map.*|pg_internal\.init.*|pgsql_tmp.*|t\d+_\d+.*|.*\.tmp)$/

export const controlFile = 'global/pg_control'

/** The files of a cluster that a base backup copies while the server runs; the control file is not among them. */
export async function clusterFiles(cluster: string): Promise<FoundFile[]> {
  const all = await filesBelow(cluster)
  return all.filter(({ path, isFolder }) => {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    if (path === controlFile || leftOut.test(path)) return false
    return isFolder ? !emptiedFolders.has(parent) || emptiedFolders.has(path) : !insideEmptied(path)
  })
}

const insideEmptied = (path: string) => [...emptiedFolders].some((folder) => path.startsWith(`${folder}/`))

/** `below` itself and what is in it, folders before their content. Files that vanish meanwhile are left out. Links and sockets are not followed. */
export async function filesBelow(root: string, below = ''): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  const stat = await lstat(join(root, below)).catch(ignoreMissing)
  if (stat?.isFile()) return [{ path: below, size: stat.size, isFolder: false }]
  if (!stat?.isDirectory()) return []
  if (below !== '') found.push({ path: below, size: 0, isFolder: true })
  const names = (await readdir(join(root, below)).catch(ignoreMissing)) ?? []
  for (const name of names.sort()) found.push(...(await filesBelow(root, below === '' ? name : `${below}/${name}`)))
  return found
}

export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
