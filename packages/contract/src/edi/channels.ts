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

/** Minutes between two looks. */
const EveryMinutes = z.int().min(1).max(1_440).default(1)

export const EdiFolderSettings = z.strictObject({
  way: z.literal('folder'),
  /** Files put here are taken. */
  inFolder: Folder,
  /** What is written to them is put here; null: nothing is. */
  outFolder: Folder.nullable().default(null),
  everyMinutes: EveryMinutes,
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
  everyMinutes: EveryMinutes,
})

const isWebAddress = (text: string) => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.hash === ''
}
/** Headers by which a request says what it is; a partner’s secret goes by another. */
const reserved =
  /^(host|connection|content-.*|transfer-encoding|expect|te|trailer|upgrade|keep-alive|accept-encoding)$/i
/** They post to us with an API key. What is written to them is posted to their address, or fetched by them where none is named. */
export const EdiHttpSettings = z.strictObject({
  way: z.literal('http'),
  address: z
    .string()
    .trim()
    .max(2_000)
    .refine(isWebAddress, 'must be an address that begins with https://, without name or password')
    .nullable()
    .default(null),
  /** How we tell who we are; the password, or what the header says, is the secret. */
  signIn: z.enum(['none', 'basic', 'header']).default('none'),
  /** For `basic`. */
  user: z
    .string()
    .trim()
    .max(100)
    .regex(/^[^:\p{Cc}]*$/u)
    .default(''),
  /** For `header`. */
  header: z
    .string()
    .trim()
    .regex(/^([A-Za-z][A-Za-z0-9-]{0,60})?$/)
    .refine((name) => !reserved.test(name), 'is a header of the request itself')
    .default(''),
})
export const EdiChannelSettings = z.discriminatedUnion('way', [EdiFolderSettings, EdiSftpSettings, EdiHttpSettings])
export type EdiChannelSettings = z.infer<typeof EdiChannelSettings>

/** Where a way's secret is shown, and as what; null: it shows none to anybody. */
const secretGoesTo = (settings: z.input<typeof EdiChannelSettings>): string | null => {
  if (settings.way === 'folder') return null
  if (settings.way === 'sftp') return ['sftp', settings.host, settings.port ?? 22, settings.user].join(' ')
  const { address, signIn = 'none', user = '' } = settings
  const origin = address ? URL.parse(address)?.origin : undefined
  if (origin === undefined || signIn === 'none') return null
  return ['http', origin, signIn, signIn === 'basic' ? user : ''].join(' ')
}

/**
 * What becomes of a secret when a way changes and none comes along. `entered`: it was entered for another server or user, which
 * nobody else is shown, so it must come again. `forgotten`: the way shows none any more.
 */
export function secretAfterwards(
  before: z.input<typeof EdiChannelSettings>,
  after: z.input<typeof EdiChannelSettings>,
): 'kept' | 'entered' | 'forgotten' {
  const goesTo = secretGoesTo(after)
  if (goesTo === null) return 'forgotten'
  return goesTo === secretGoesTo(before) ? 'kept' : 'entered'
}

export const EdiChannelFields = z.strictObject({
  settings: EdiChannelSettings,
  /** Password or private key (PEM) for SFTP, password or value of the header for HTTP; never shown again. Absent in a change: as it was, unless it would go to another server or user. */
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
/** What came of a trial: nothing is fetched and nothing sent. */
export const EdiTrial = z.strictObject({
  trouble: Sentence.nullable(),
  /** Files that wait there; null where there is no folder to look into. */
  files: z.int().nullable(),
  milliseconds: z.int(),
})
export type EdiTrial = z.infer<typeof EdiTrial>
export const tryEdiChannel = route('tryEdiChannel', 'POST', '/edi/channels/:id/trials', {
  summary: 'Try the connection to a partner’s server now; nothing is fetched and nothing sent',
  tag: 'EDI',
  door: door('change'),
  params: ById,
  reply: EdiTrial,
  status: 200,
  cost: 'job',
})
export const lookIntoEdiChannel = route('lookIntoEdiChannel', 'POST', '/edi/channels/:id/looks', {
  summary: 'Look for files now instead of within the minute',
  tag: 'EDI',
  door: door('change'),
  params: ById,
})
