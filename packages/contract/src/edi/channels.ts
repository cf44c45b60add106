import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id, Instant, Sentence } from '../shapes.ts'

const door = (action: 'read' | 'create' | 'change') => ({ module: 'edi', action }) as const

/** Below the data folder's `edi`; no way up. */
const Folder = z
  .string()
  .trim()
  .max(200)
  .regex(/^[\p{L}\p{N}_-][\p{L}\p{N}_\-. /]*$/u)
  .refine((path) => !path.split('/').includes('..') && !path.split('/').includes('.'), 'must not lead upwards')
const RemoteFolder = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine((path) => !/\p{Cc}/u.test(path), 'must be a path')

export const EdiFolderSettings = z.strictObject({
  way: z.literal('folder'),
  /** Files put here are taken. */
  inFolder: Folder,
  /** What is written to them is put here; null: nothing is. */
  outFolder: Folder.nullable().default(null),
})
export const EdiSftpSettings = z.strictObject({
  way: z.literal('sftp'),
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[\w.:-]+$/),
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().trim().min(1).max(100),
  inFolder: RemoteFolder.nullable().default(null),
  outFolder: RemoteFolder.nullable().default(null),
  /** What becomes of a remote file once it is safe here. */
  afterwards: z.enum(['delete', 'keep']).default('delete'),
  /** SHA-256 of the host's key, as `ssh-keygen -lf` says it; learned at the first look where it is empty. */
  fingerprint: z
    .string()
    .trim()
    .regex(/^(SHA256:)?[A-Za-z0-9+/=]{0,60}$/)
    .default(''),
})
/** They post to us with an API key, and fetch what is written to them. */
export const EdiHttpSettings = z.strictObject({ way: z.literal('http') })
export const EdiChannelSettings = z.discriminatedUnion('way', [EdiFolderSettings, EdiSftpSettings, EdiHttpSettings])
export type EdiChannelSettings = z.infer<typeof EdiChannelSettings>

export const EdiChannelFields = z.strictObject({
  settings: EdiChannelSettings,
  /** Password or private key (PEM) for SFTP; never shown again. Absent in a change: as it was. */
  secret: z.string().min(1).max(20_000).optional(),
  /** The host may lie inside our own network; for administrators. */
  allowPrivate: z.boolean().default(false),
  active: z.boolean().default(true),
})

export const EdiChannel = z.strictObject({
  id: Id,
  settings: EdiChannelSettings,
  hasSecret: z.boolean(),
  allowPrivate: z.boolean(),
  active: z.boolean(),
  lookedAt: Instant.nullable(),
  workedAt: Instant.nullable(),
  failures: z.int(),
  trouble: Sentence.nullable(),
  version: z.int(),
})
export type EdiChannel = z.infer<typeof EdiChannel>

export const addEdiChannel = route('addEdiChannel', 'POST', '/edi/partners/:id/channels', {
  summary: 'Add a way to exchange files with a partner',
  tag: 'EDI',
  door: door('create'),
  params: ById,
  body: EdiChannelFields,
  reply: EdiChannel,
})
export const changeEdiChannel = route('changeEdiChannel', 'PUT', '/edi/channels/:id', {
  summary: 'Change a way',
  tag: 'EDI',
  door: door('change'),
  params: ById,
  body: EdiChannelFields,
  reply: EdiChannel,
  versioned: true,
})
export const removeEdiChannel = route('removeEdiChannel', 'DELETE', '/edi/channels/:id', {
  summary: 'Remove a way; what came by it stays',
  tag: 'EDI',
  door: door('change'),
  params: ById,
})
export const lookIntoEdiChannel = route('lookIntoEdiChannel', 'POST', '/edi/channels/:id/looks', {
  summary: 'Look for files now instead of within the minute',
  tag: 'EDI',
  door: door('change'),
  params: ById,
})
