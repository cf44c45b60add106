import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import type { EdiChannelSettings } from '@quayside/contract'
import type { Client, FileEntryWithStats, SFTPWrapper } from 'ssh2'
import { addressOf } from '../../../platform/outbound/guarded-lookup.ts'
import { filesAtOnce, isFinished, type Way } from './way.ts'

const connectMs = 20_000
/** For one answer of the server. Keeping the connection alive is none. */
const answerMs = 30_000
/** For one file: a gigabyte at 300 kB a second. */
const fileMs = 3_600_000

export class HostKeyChanged extends Error {
  override readonly name = 'HostKeyChanged'
}

export interface SftpOptions {
  settings: EdiChannelSettings & { way: 'sftp' }
  secret: string
  allowPrivate: boolean
  /** Told of the host's key where none is known yet. */
  learn(fingerprint: string): void
  /** How long an answer may take, in ms. */
  patienceMs?: number | undefined
}

/** Connects to the partner's server; its key must be the one known, and its address no private one unless that is allowed. */
export async function sftpWay(options: SftpOptions): Promise<Way> {
  const { settings, patienceMs = answerMs } = options
  const client = await connected(options)
  const ended = new Promise<void>((resolve) => client.once('close', () => resolve()))
  const answered = <T>(work: Promise<T>) => inTime(client, patienceMs, work)
  const sftp = await answered(promisify<SFTPWrapper>(client.sftp.bind(client))())
  const place = (folder: string | null, name: string) => {
    if (folder === null) throw new Error('No folder is named for this direction.')
    return posix.join(folder, name)
  }
  return {
    async list() {
      if (settings.inFolder === null) return []
      const listed = promisify<string, FileEntryWithStats[]>(sftp.readdir.bind(sftp))(settings.inFolder)
      const entries = await answered(listed)
      return entries
        .filter(({ attrs, filename }) => attrs.isFile() && isFinished(filename) && attrs.size > 0)
        .slice(0, filesAtOnce)
        .map(({ filename, attrs }) => ({ name: filename, bytes: attrs.size, writtenAt: attrs.mtime }))
    },
    read: (name) => addAbortSignal(AbortSignal.timeout(fileMs), sftp.createReadStream(place(settings.inFolder, name))),
    remove: (name) =>
      settings.afterwards === 'keep'
        ? Promise.resolve()
        : answered(promisify<string, void>(sftp.unlink.bind(sftp))(place(settings.inFolder, name))),
    put: (name, content) => inTime(client, fileMs, putWhole(sftp, place(settings.outFolder, name), content)),
    async close() {
      client.end()
      await inTime(client, patienceMs, ended).catch(() => undefined)
    },
  }
}

/** A server that answers no more is let go of: it may keep the connection alive for ever. */
async function inTime<T>(client: Client, ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    client.destroy()
    late.reject(new Error('The server answers no more.'))
  }, ms)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Under another name first, so that a partner who looks meanwhile takes no half file. */
async function putWhole(sftp: SFTPWrapper, path: string, content: Readable): Promise<void> {
  const temporary = `${path}.tmp`
  await pipeline(content, sftp.createWriteStream(temporary))
  // Most servers refuse to rename over a file: sent again, the one before goes first.
  await promisify<string, void>(sftp.unlink.bind(sftp))(path).catch(() => undefined)
  await promisify<string, string, void>(sftp.rename.bind(sftp))(temporary, path)
}

async function connected({ settings, secret, allowPrivate, learn }: SftpOptions): Promise<Client> {
  const host = await addressOf(settings.host, allowPrivate)
  // Read with the first connection: it brings a megabyte of ciphers, and 16 MiB of memory for one of them.
  const { default: ssh2 } = await import('ssh2')
  const client = new ssh2.Client()
  let wrongKey: string | undefined
  const ready = new Promise<void>((resolve, reject) => {
    client.once('ready', resolve)
    client.on('error', reject)
    client.once('close', () => reject(new Error('The server closed the connection.')))
  })
  client.connect({
    host,
    port: settings.port,
    username: settings.user,
    ...(secret.includes('PRIVATE KEY') ? { privateKey: secret } : { password: secret }),
    readyTimeout: connectMs,
    keepaliveInterval: 10_000,
    hostVerifier: (key: Buffer) => {
      const fingerprint = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
      if (settings.fingerprint === '') learn(fingerprint)
      else if (plain(settings.fingerprint) !== plain(fingerprint)) wrongKey = fingerprint
      return wrongKey === undefined
    },
  })
  try {
    await ready
  } catch (error) {
    client.end()
    throw wrongKey === undefined ? error : new HostKeyChanged(wrongKey)
  }
  return client
}

const plain = (fingerprint: string) => fingerprint.replace(/^SHA256:/, '').replace(/=+$/, '')
