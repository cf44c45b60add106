import { z } from 'zod'
import { route } from '../route.ts'
import { Id, PageQuery, pageOf } from '../shapes.ts'
import { mayChange, mayRead, tag } from './doors.ts'

const gibibyte = 1024 ** 3
/** A limit below a mebibyte would shut out all files; beyond a million gibibytes it is none. */
const LimitBytes = z
  .int()
  .min(1024 ** 2)
  .max(1_000_000 * gibibyte)
  .nullable()

/** Bytes that the files of one person, and of all together, may take up; null: no limit. */
export const StorageLimits = z.strictObject({ userBytes: LimitBytes, companyBytes: LimitBytes })
export type StorageLimits = z.infer<typeof StorageLimits>

export const Storage = z.strictObject({
  /** Attachments, sources of imports and made files of everybody; the same content of two people counts twice. */
  usedBytes: z.int(),
  databaseBytes: z.int(),
  /** Of the disk that holds the files; null where the system does not tell. */
  disk: z.strictObject({ freeBytes: z.int(), totalBytes: z.int() }).nullable(),
  /** What holds: the narrower of the next two. */
  limits: StorageLimits,
  chosen: StorageLimits,
  configured: StorageLimits,
  version: z.int(),
  can: z.strictObject({ change: z.boolean() }),
})
export type Storage = z.infer<typeof Storage>
export const StorageUse = z.strictObject({
  user: z.strictObject({ id: Id, name: z.string(), image: z.string().nullable(), active: z.boolean() }),
  bytes: z.int(),
})
export type StorageUse = z.infer<typeof StorageUse>

export const readStorage = route('readStorage', 'GET', '/storage', {
  summary: 'What files and database take up, and the limits',
  tag,
  door: mayRead,
  reply: Storage,
})
export const listStorageUse = route('listStorageUse', 'GET', '/storage/users', {
  summary: 'How much room the files of each person take up, most first',
  tag,
  door: mayRead,
  query: z.strictObject(PageQuery),
  reply: pageOf(StorageUse),
})
/** What lies there already stays when a limit becomes smaller; nothing more comes in until there is room. */
export const changeStorageLimits = route('changeStorageLimits', 'PUT', '/storage/limits', {
  summary: 'Choose limits within those of the server’s configuration; null: as configured',
  tag,
  door: mayChange,
  body: StorageLimits,
  reply: Storage,
  versioned: true,
})
