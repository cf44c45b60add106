import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/**
 * A file opened for reading that reaches nothing beyond itself: no other file, no network, no extension, no room on the disk. Settings first, the
 * lock last: what is set can then be changed by nobody.
 */
export async function openLocked(file: string, megabytes: number): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
    memory_limit: `${Math.floor(megabytes * 0.6)}MB`,
    threads: '1',
    temp_directory: '',
    max_temp_directory_size: '0B',
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
  })
  const connection = await instance.connect()
  await connection.run('set errors_as_json = true')
  await connection.run('set enable_external_access = false')
  await connection.run('set lock_configuration = true')
  return connection
}
