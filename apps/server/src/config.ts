import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Bilingual, defaultDataDir, StartupProblem } from './platform/embedded/index.ts'
import type { StorageLimits } from './platform/files/index.ts'

export type Role = 'web' | 'worker' | 'feeder'

export interface Config {
  verb: 'start' | 'serve'
  host: string
  port: number
  /** Undefined: the embedded database. */
  databaseUrl: string | undefined
  /** A PostgreSQL server for the warehouse; undefined: a DuckDB file in the data folder. */
  warehouseUrl: string | undefined
  /** Where the embedded database, attachments and the generated secret lie. */
  dataDir: string
  /** Undefined: generated once and kept in the data folder. */
  secret: string | undefined
  /** The address people type, e.g. `https://crm.example.com`; known only behind a proxy or in production. */
  publicUrl: string | undefined
  /** Believe `X-Forwarded-*`: true only behind a proxy that sets them. */
  trustProxy: boolean
  /** Names in addresses this server answers to, besides IP addresses and `localhost`. */
  trustedHosts: readonly string[]
  loadDemo: boolean
  roles: ReadonlySet<Role>
  logLevel: string
  /** Requests a minute for one user or address; 0: unlimited. */
  ratePerMinute: number
  /** Lets a scraper of `/metrics` in from other machines. */
  metricsToken: string | undefined
  /** Bytes that the files of one person, and of all together, may take up. */
  storage: StorageLimits
  /** Undefined: reports stay here, and colleagues are told of them. */
  mail: { url: string; from: string } | undefined
  /** The built staff application. */
  webFolder: string
}

export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url))

const Port = z.coerce.number().int().min(0).max(65_535)
const Url = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))
/** Names as they stand in addresses, without scheme and port; `.example.com` for all below it. */
const HostNames = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.string().regex(/^\.?[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'must be host names, as crm.example.com')))
const Gigabytes = z.coerce.number().min(0).max(1_000_000)
const RoleName = z.enum(['web', 'worker', 'feeder'])
const blankAsAbsent = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsAbsent, schema.optional())

const PostgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must look like postgres://user:password@host:5432/database',
})

const Environment = z.object({
  DATABASE_URL: optional(PostgresUrl),
  WAREHOUSE_URL: optional(PostgresUrl),
  QUAYSIDE_PORT: optional(Port),
  QUAYSIDE_SECRET: optional(z.string().min(32, 'must have at least 32 characters: openssl rand -base64 36')),
  QUAYSIDE_URL: optional(Url),
  QUAYSIDE_TRUST_PROXY: optional(z.stringbool()),
  QUAYSIDE_TRUSTED_HOSTS: optional(HostNames),
  QUAYSIDE_RATE_PER_MINUTE: optional(z.coerce.number().int().min(0)),
  QUAYSIDE_METRICS_TOKEN: optional(z.string().min(16)),
  QUAYSIDE_USER_STORAGE_GB: optional(Gigabytes),
  QUAYSIDE_STORAGE_GB: optional(Gigabytes),
  SMTP_URL: optional(
    z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587 or smtps://…' }),
  ),
  MAIL_FROM: optional(z.string().regex(/^[^\r\n]*@[^\r\n]*$/, 'must be an address, as "Quayside <crm@example.com>"')),
  LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])),
})

const flags = {
  empty: { type: 'boolean', default: false },
  embedded: { type: 'boolean', default: false },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string' },
  role: { type: 'string', default: 'web,worker,feeder' },
} as const

/** Reads the command line and the environment; what is wrong is said all at once. */
export function readConfig(args: readonly string[], environment: NodeJS.ProcessEnv): Config {
  const { verb, values } = readArguments(args)
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) throw badEnvironment(parsed.error)
  const env = parsed.data
  if (verb === 'serve' && !env.DATABASE_URL && !values.embedded) throw databaseMissing()
  if ((env.SMTP_URL === undefined) !== (env.MAIL_FROM === undefined)) throw mailHalfSet()
  const databaseUrl = values.embedded ? undefined : env.DATABASE_URL
  if (verb === 'serve' && databaseUrl && !env.QUAYSIDE_SECRET) throw secretMissing()
  return {
    verb,
    host: values.host,
    port: flagOf('--port', Port.optional(), values.port) ?? env.QUAYSIDE_PORT ?? 4747,
    databaseUrl,
    warehouseUrl: env.WAREHOUSE_URL,
    dataDir: defaultDataDir(projectRoot, environment),
    secret: env.QUAYSIDE_SECRET,
    publicUrl: env.QUAYSIDE_URL,
    trustProxy: env.QUAYSIDE_TRUST_PROXY ?? false,
    trustedHosts: [...(env.QUAYSIDE_TRUSTED_HOSTS ?? []), ...ownNames(values.host, env.QUAYSIDE_URL)],
    // The passwords of the demonstration are published: it is for this machine alone.
    loadDemo: verb === 'start' && !values.empty && isLoopback(values.host),
    roles: new Set(flagOf('--role', z.array(RoleName).min(1), values.role.split(','))),
    logLevel: env.LOG_LEVEL ?? (verb === 'start' ? 'warn' : 'info'),
    ratePerMinute: env.QUAYSIDE_RATE_PER_MINUTE ?? 6_000,
    metricsToken: env.QUAYSIDE_METRICS_TOKEN,
    storage: {
      userBytes: bytesOf(env.QUAYSIDE_USER_STORAGE_GB ?? 20),
      companyBytes: bytesOf(env.QUAYSIDE_STORAGE_GB ?? 0),
    },
    mail: env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : undefined,
    webFolder: resolve(projectRoot, 'apps/web/dist'),
  }
}

/** 0 says: no limit. */
const bytesOf = (gigabytes: number) => (gigabytes === 0 ? null : Math.ceil(gigabytes * 1024 ** 3))

/** The public name, and this machine's when other machines may reach it. */
function ownNames(host: string, publicUrl: string | undefined): string[] {
  const names = publicUrl ? [new URL(publicUrl).hostname] : []
  if (!isLoopback(host)) names.push(host, hostname(), `${hostname()}.local`)
  return names
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: flags, allowPositionals: true })
    const verb = positionals[0]
    if ((verb === 'start' || verb === 'serve') && positionals.length === 1) return { verb, values } as const
  } catch (error) {
    throw usage((error as Error).message)
  }
  throw usage(`Expected "start" or "serve".`)
}

function flagOf<T>(flag: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw usage(`${flag}: ${parsed.error.issues[0]?.message}`)
  return parsed.data
}

const couldNotStart = (text: Bilingual, hint: Bilingual) => new StartupProblem('couldNotStart', text, hint)

const usage = (fault: string) => {
  const form = '[start|serve] [--empty] [--port N] [--host ADDRESS] [--embedded] [--role web,worker,feeder]'
  return couldNotStart(
    { zh: `无法识别命令行参数：${fault}`, en: `The command line is not understood: ${fault}` },
    { zh: `用法：${form}`, en: `Usage: ${form}` },
  )
}

const badEnvironment = (error: z.ZodError) => {
  const faults = error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')
  return couldNotStart(
    { zh: `环境变量有误：${faults}`, en: `Environment variables are wrong: ${faults}` },
    { zh: '请改正后重新启动。', en: 'Correct them and start again.' },
  )
}

const databaseMissing = () =>
  couldNotStart(
    { zh: '没有指定数据库。', en: 'No database was named.' },
    {
      zh: '设置 DATABASE_URL=postgres://用户:密码@主机:5432/库名，或使用内置数据库：npm run serve -- --embedded',
      en: 'Set DATABASE_URL=postgres://user:password@host:5432/database, or use the embedded one: npm run serve -- --embedded',
    },
  )

const mailHalfSet = () =>
  couldNotStart(
    { zh: 'SMTP_URL 与 MAIL_FROM 只设置了一个。', en: 'Only one of SMTP_URL and MAIL_FROM is set.' },
    {
      zh: '发送邮件需要两者：SMTP_URL=smtp://用户:密码@主机:587 MAIL_FROM=crm@example.com',
      en: 'Mail needs both: SMTP_URL=smtp://user:password@host:587 MAIL_FROM=crm@example.com',
    },
  )

const secretMissing = () =>
  couldNotStart(
    { zh: '使用 DATABASE_URL 时必须设置 QUAYSIDE_SECRET。', en: 'With DATABASE_URL, QUAYSIDE_SECRET must be set.' },
    {
      zh: '所有节点使用同一个密钥，例如：openssl rand -base64 36',
      en: 'All nodes share one secret, for example from: openssl rand -base64 36',
    },
  )
