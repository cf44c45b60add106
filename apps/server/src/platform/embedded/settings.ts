import { totalmem } from 'node:os'

export type Settings = Readonly<Record<string, string | number | boolean>>

const mebibyte = 1024 * 1024

/** For many short transactions on a small machine; everything durable. */
export function settingsFor(memoryBytes = totalmem()): Settings {
  const memoryMiB = memoryBytes / mebibyte
  return {
    max_connections: 100,
    shared_buffers: `${Math.round(Math.min(1024, Math.max(64, memoryMiB / 16)))}MB`,
    effective_cache_size: `${Math.round(memoryMiB / 2)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    wal_level: 'replica',
    max_wal_size: '2GB',
    min_wal_size: '128MB',
    checkpoint_timeout: '15min',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    fsync: 'on',
    // Plans of short queries cost more to compile than to run.
    jit: 'off',
    // Solid state disks: a random page costs little more than the next one.
    random_page_cost: 1.1,
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_line_prefix: '%m [%p] %q%a ',
  }
}

/** For throw-away data only: a crash of the machine may ruin the cluster. */
export const fastAndFragile: Settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  shared_buffers: '128MB',
  max_wal_size: '4GB',
}

export function configText(settings: Settings): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`)
  return ['# Written at every start; ALTER SYSTEM overrides it.', ...lines, ''].join('\n')
}
