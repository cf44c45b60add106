import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, createServer as createNetServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  addEdiChannel,
  changeEdiChannel,
  EdiHttpSettings,
  readEdiMessage,
  readEdiPartner,
  replayEdiMessage,
  replayEdiMessages,
  sendEdiAgain,
  tryEdiChannel,
} from '@quayside/contract'
import ssh2 from 'ssh2'
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { aUser, type TestApp, testApp, testDatabase } from '../../../../test/harness.ts'
import {
  aPartner,
  type EdiWorld,
  ediWorld,
  handIn,
  messagesOf,
  removeEdiFolder,
  tender,
  work,
  x12,
} from '../for-tests.ts'
import { httpWay } from './http-way.ts'
import { lookIntoChannel } from './look.ts'
import { tryChannel } from './try-channel.ts'

let world: EdiWorld
let api: TestApp
let partnerId: string
beforeEach(async () => {
  world = await ediWorld(await testDatabase())
  api = await testApp(world.database, { as: world.chief, files: world.context.files, secret: 'secret of tests' })
  partnerId = await aPartner(world, { identifier: 'ACME' })
})
afterAll(() => removeEdiFolder(world))

const channelOf = async () => {
  const [channel] = (await api.call(readEdiPartner, { params: { id: partnerId } })).body.channels
  if (!channel) throw new Error('No channel.')
  return channel
}

test('files put into a watched folder are taken once they are quiet, and answers are put beside', async () => {
  const base = world.context.ediFolder ?? ''
  const settings = { way: 'folder' as const, inFolder: 'acme/in', outFolder: 'acme/out' }
  const { id } = (await api.call(addEdiChannel, { params: { id: partnerId }, body: { settings } })).body
  await mkdir(join(base, 'acme/in'), { recursive: true })
  const put = async (name: string, secondsAgo: number, text = x12([tender('LOAD-1')])) => {
    await writeFile(join(base, 'acme/in', name), text)
    const at = new Date(Date.now() - secondsAgo * 1_000)
    await utimes(join(base, 'acme/in', name), at, at)
  }
  await put('whole.edi', 60)
  await put('being-written.edi', 0)
  await put('.hidden', 60)
  await put('half.tmp', 60)
  await lookIntoChannel(world.context, id)
  await work(world)
  expect((await readdir(join(base, 'acme/in'))).sort()).toEqual(['.hidden', 'being-written.edi', 'half.tmp'])
  expect((await messagesOf(world)).map(({ type, status }) => [type, status])).toEqual([
    ['204', 'taken'],
    ['997', 'sent'],
  ])
  const [answer = ''] = await readdir(join(base, 'acme/out'))
  expect(await readFile(join(base, 'acme/out', answer), 'utf8')).toContain('AK9*A*1*1*1~')
  expect(await channelOf()).toMatchObject({ failures: 0, trouble: null })
})

test('who writes into one partner’s folder does not speak for another, unless a person knows better', async () => {
  const base = world.context.ediFolder ?? ''
  const other = await aPartner(world, { identifier: 'OTHER' })
  const settings = { way: 'folder' as const, inFolder: 'other/in' }
  const { id } = (await api.call(addEdiChannel, { params: { id: other }, body: { settings } })).body
  await mkdir(join(base, 'other/in'), { recursive: true })
  const file = join(base, 'other/in', 'load.edi')
  await writeFile(file, x12([tender('LOAD-1')]))
  const quiet = new Date(Date.now() - 60_000)
  await utimes(file, quiet, quiet)
  await lookIntoChannel(world.context, id)
  await work(world)
  const [message] = await messagesOf(world)
  expect(message).toMatchObject({ type: '204', status: 'quarantined', reasons: [{ code: 'broughtByAnother' }] })

  expect((await api.call(replayEdiMessages, { params: { id: partnerId } })).body).toEqual({ messages: 0 })
  await api.call(replayEdiMessage, { params: { id: message?.id ?? '' } })
  await work(world)
  expect((await messagesOf(world))[0]).toMatchObject({ type: '204', status: 'taken' })
})

test('a folder that is none any more is told as such, and looked into again once it is back', async () => {
  const base = world.context.ediFolder ?? ''
  await mkdir(base, { recursive: true })
  await writeFile(join(base, 'taken'), 'a file where the folder was')
  const { id } = (
    await api.call(addEdiChannel, {
      params: { id: partnerId },
      body: { settings: { way: 'folder', inFolder: 'taken/in' } },
    })
  ).body
  await lookIntoChannel(world.context, id)
  expect((await channelOf()).trouble).toMatchObject({ code: 'folderTrouble', en: expect.stringContaining('(ENOTDIR)') })
  await rm(join(base, 'taken'))
  await lookIntoChannel(world.context, id)
  expect(await channelOf()).toMatchObject({ failures: 0, trouble: null })
})

test('a folder outside, by dots or by a link, is not watched', async () => {
  for (const inFolder of ['../attachments', 'a/../../b', '/etc', 'a/./b'])
    expect(
      (await api.refused(addEdiChannel, { params: { id: partnerId }, body: { settings: { way: 'folder', inFolder } } }))
        .status,
    ).toBe(422)
  const base = world.context.ediFolder ?? ''
  await mkdir(base, { recursive: true })
  await symlink(tmpdir(), join(base, 'leak'))
  const { id } = (
    await api.call(addEdiChannel, {
      params: { id: partnerId },
      body: { settings: { way: 'folder', inFolder: 'leak' } },
    })
  ).body
  await lookIntoChannel(world.context, id)
  expect((await channelOf()).trouble).toMatchObject({ code: 'outsideFolder' })
})

interface Served {
  port: number
  files: Map<string, Buffer>
  key: string
  stop(): Promise<void>
}

const aHostKey = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey

/** A partner's SFTP server: one user, files in memory. */
async function sftpServer({ port = 0, key = aHostKey(), lists = true } = {}): Promise<Served> {
  const files = new Map<string, Buffer>()
  const { OK, EOF, NO_SUCH_FILE } = ssh2.utils.sftp.STATUS_CODE
  const clients = new Set<ssh2.Connection>()
  const server = new ssh2.Server({ hostKeys: [key] }, (client) => {
    clients.add(client)
    client.on('error', () => undefined)
    client.on('authentication', (asked) =>
      asked.method === 'password' && asked.username === 'acme' && asked.password === 'harbour'
        ? asked.accept()
        : asked.reject(['password']),
    )
    client.on('ready', () =>
      client.on('session', (accept) =>
        accept().on('sftp', (acceptSftp) => {
          const sftp = acceptSftp()
          const handles = new Map<number, { path: string; listed?: boolean }>()
          const opened = (path: string) => {
            const handle = Buffer.alloc(4)
            handle.writeUInt32BE(handles.size + 1)
            handles.set(handles.size + 1, { path })
            return handle
          }
          const attrs = (size: number) => ({
            mode: 0o100644,
            uid: 0,
            gid: 0,
            size,
            atime: 1_700_000_000,
            mtime: 1_700_000_000,
          })
          const of = (handle: Buffer) => handles.get(handle.readUInt32BE(0)) ?? { path: '' }
          sftp.on('OPENDIR', (id, path) =>
            path === '/in' ? sftp.handle(id, opened(path)) : sftp.status(id, NO_SUCH_FILE),
          )
          sftp.on('READDIR', (id, handle) => {
            if (!lists) return
            const place = of(handle)
            const names = [...files].filter(([path]) => path.startsWith(`${place.path}/`))
            if (place.listed || names.length === 0) return sftp.status(id, EOF)
            place.listed = true
            return sftp.name(
              id,
              names.map(([path, bytes]) => ({
                filename: path.slice(place.path.length + 1),
                longname: path,
                attrs: attrs(bytes.length),
              })),
            )
          })
          sftp.on('OPEN', (id, path, flags) => {
            if (flags & ssh2.utils.sftp.OPEN_MODE.WRITE) files.set(path, Buffer.alloc(0))
            return files.has(path) ? sftp.handle(id, opened(path)) : sftp.status(id, NO_SUCH_FILE)
          })
          sftp.on('FSTAT', (id, handle) => sftp.attrs(id, attrs(files.get(of(handle).path)?.length ?? 0)))
          sftp.on('FSETSTAT', (id) => sftp.status(id, OK))
          sftp.on('READ', (id, handle, offset, length) => {
            const bytes = (files.get(of(handle).path) ?? Buffer.alloc(0)).subarray(offset, offset + length)
            return bytes.length === 0 ? sftp.status(id, EOF) : sftp.data(id, bytes)
          })
          sftp.on('WRITE', (id, handle, offset, data) => {
            const before = files.get(of(handle).path) ?? Buffer.alloc(0)
            files.set(of(handle).path, Buffer.concat([before.subarray(0, offset), data]))
            return sftp.status(id, OK)
          })
          sftp.on('CLOSE', (id) => sftp.status(id, OK))
          sftp.on('REMOVE', (id, path) => sftp.status(id, files.delete(path) ? OK : NO_SUCH_FILE))
          sftp.on('RENAME', (id, from, to) => {
            files.set(to, files.get(from) ?? Buffer.alloc(0))
            files.delete(from)
            return sftp.status(id, OK)
          })
        }),
      ),
    )
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const stop = async () => {
    for (const client of clients) client.end()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { port: (server.address() as AddressInfo).port, files, key, stop }
}

const sftp = (port: number, more = {}) => ({
  settings: {
    way: 'sftp' as const,
    host: '127.0.0.1',
    port,
    user: 'acme',
    inFolder: '/in',
    outFolder: '/out',
    ...more,
  },
  secret: 'harbour',
  allowPrivate: true,
})

test('by SFTP files are fetched, removed there once they are safe here, and answered', async () => {
  const server = await sftpServer()
  onTestFinished(server.stop)
  server.files.set('/in/a.edi', Buffer.from(x12([tender('LOAD-1')])))
  server.files.set('/in/b.edi.part', Buffer.from('half'))
  const { id } = (await api.call(addEdiChannel, { params: { id: partnerId }, body: sftp(server.port) })).body
  await lookIntoChannel(world.context, id)
  await work(world)
  expect([...server.files.keys()].sort()).toEqual(['/in/b.edi.part', '/out/x12-000000001.edi'])
  expect(server.files.get('/out/x12-000000001.edi')?.toString()).toContain('AK9*A*1*1*1~')
  const channel = await channelOf()
  expect(channel).toMatchObject({
    hasSecret: true,
    trouble: null,
    settings: { fingerprint: expect.stringMatching(/^SHA256:/) },
  })
  expect(JSON.stringify(channel)).not.toContain('harbour')
  const { rows } = await world.database.owner.query('select secret from edi_channels')
  expect(rows[0]?.secret).not.toContain('harbour')
})

test('a server that is gone, refuses the password or shows another key is told on the channel; what waits is sent when it is back', async () => {
  const server = await sftpServer()
  const { id, version } = (
    await api.call(addEdiChannel, { params: { id: partnerId }, body: { ...sftp(server.port), secret: 'wrong' } })
  ).body
  await lookIntoChannel(world.context, id)
  expect(await channelOf()).toMatchObject({ failures: 1, trouble: { code: 'signInRefused' } })
  const other = sftp(server.port, { fingerprint: `SHA256:${'A'.repeat(43)}` })
  await api.call(changeEdiChannel, { params: { id }, version, body: other })
  await lookIntoChannel(world.context, id)
  expect((await channelOf()).trouble).toMatchObject({ code: 'hostKeyChanged', zh: expect.stringContaining('密钥') })
  await server.stop()
  const known = await channelOf()
  await api.call(changeEdiChannel, { params: { id }, version: known.version, body: sftp(server.port) })
  await lookIntoChannel(world.context, id)
  expect((await channelOf()).trouble).toMatchObject({ code: 'unreachable', zh: expect.stringContaining('不会丢失') })
  await expect(handIn(world, x12([tender('LOAD-9')]))).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  const answer = async () =>
    (await world.database.owner.query(`select state from edi_interchanges where direction = 'out'`)).rows
  expect(await answer()).toEqual([{ state: 'waiting' }])
  const back = await sftpServer({ port: server.port, key: server.key })
  onTestFinished(back.stop)
  back.files.set('/in/b.edi', Buffer.from(x12([tender('LOAD-10')], { control: '2' })))
  await lookIntoChannel(world.context, id)
  // As the queue does with a job that failed.
  await world.database.owner.query(`update pgboss.job set state = 'created' where name = 'edi.deliver'`)
  await work(world)
  expect((await answer()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  expect([...back.files.keys()].sort()).toEqual(['/out/x12-000000001.edi', '/out/x12-000000002.edi'])
  expect(await channelOf()).toMatchObject({ failures: 0, trouble: null })
})

test('a file beyond every measure, or one nobody may read, is told by name while those beside it are taken', async () => {
  const base = join(world.context.ediFolder ?? '', 'acme/in')
  const settings = { way: 'folder' as const, inFolder: 'acme/in' }
  const { id } = (await api.call(addEdiChannel, { params: { id: partnerId }, body: { settings } })).body
  await mkdir(base, { recursive: true })
  await writeFile(join(base, 'a-huge.edi'), 'ISA')
  // Sparse: it says its size and fills no disk.
  await truncate(join(base, 'a-huge.edi'), 5 * 1024 ** 3)
  await writeFile(join(base, 'b.edi'), x12([tender('LOAD-1')]))
  const past = new Date(Date.now() - 60_000)
  for (const name of ['a-huge.edi', 'b.edi']) await utimes(join(base, name), past, past)
  await lookIntoChannel(world.context, id)
  await work(world)
  expect(await messagesOf(world)).toMatchObject([{ type: '204', status: 'taken' }, { type: '997' }])
  expect((await channelOf()).trouble).toMatchObject({
    ...{ code: 'fileTooLarge', zh: expect.stringContaining('“a-huge.edi”超过 4 GB') },
    en: expect.stringContaining('The others were taken.'),
  })
  expect(await readdir(base)).toEqual(['a-huge.edi'])
})

test('a host inside a private network is connected to only where an administrator allowed that host', async () => {
  const dispatcher = await aUser(world.database, {
    rights: { modules: { accounts: 'all', edi: 'all' }, categories: { basic: true } },
  })
  const body = sftp(22)
  expect((await api.refused(addEdiChannel, { params: { id: partnerId }, body, as: dispatcher })).status).toBe(403)
  const { id, version } = (
    await api.call(addEdiChannel, { params: { id: partnerId }, body: { ...body, allowPrivate: false }, as: dispatcher })
  ).body
  await lookIntoChannel(world.context, id)
  expect((await channelOf()).trouble).toMatchObject({ code: 'privateAddress' })
  const allowed = (await api.call(changeEdiChannel, { params: { id }, version, body })).body
  const moved = { ...body, settings: { ...body.settings, host: '10.0.0.1' } }
  expect(
    (await api.refused(changeEdiChannel, { params: { id }, version: allowed.version, body: moved, as: dispatcher }))
      .status,
  ).toBe(403)
})

test.each(['169.254.169.254', 'fe80::1'])(
  '%s, metadata or a machine’s own link, no administrator can allow',
  async (host) => {
    const body = sftp(22, { host })
    const { id } = (await api.call(addEdiChannel, { params: { id: partnerId }, body })).body
    await lookIntoChannel(world.context, id)
    expect((await channelOf()).trouble).toMatchObject({ code: 'neverAllowed', zh: expect.stringContaining('元数据') })
  },
)

interface Taken {
  headers: IncomingHttpHeaders
  body: string
  method: string
}

/** A partner's web server; `status` is what it answers. */
async function webServer(status = () => 200): Promise<{ address: string; taken: Taken[] }> {
  const taken: Taken[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    taken.push({ headers: request.headers, body, method: request.method ?? '' })
    response.writeHead(status()).end('thank you')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/edi/in`, taken }
}

const push = (address: string, more = {}) => ({
  settings: { way: 'http' as const, address, signIn: 'header' as const, header: 'X-Partner-Key', ...more },
  secret: 'harbour',
  allowPrivate: true,
})

test('what we write is posted to the partner’s address, once, with the secret he gave us', async () => {
  const { address, taken } = await webServer()
  const { id } = (await api.call(addEdiChannel, { params: { id: partnerId }, body: push(address) })).body
  await handIn(world, x12([tender('LOAD-1')]))
  expect(taken).toMatchObject([
    {
      method: 'POST',
      body: expect.stringContaining('AK9*A*1*1*1~'),
      headers: {
        ...{ 'x-partner-key': 'harbour', 'content-type': 'application/EDI-X12' },
        ...{ 'idempotency-key': 'x12-000000001.edi', 'content-length': String(taken[0]?.body.length) },
      },
    },
  ])
  expect((await messagesOf(world)).map(({ type, status }) => [type, status])).toEqual([
    ['204', 'taken'],
    ['997', 'sent'],
  ])
  const basic = push(address, { signIn: 'basic', user: 'quayside' })
  const { version } = await channelOf()
  await api.call(changeEdiChannel, { params: { id }, version, body: basic })
  await handIn(world, x12([tender('LOAD-2')], { control: '2' }))
  expect(taken[1]?.headers.authorization).toBe(`Basic ${Buffer.from('quayside:harbour').toString('base64')}`)
  const { rows } = await world.database.owner.query('select settings, secret from edi_channels')
  expect(JSON.stringify(rows)).not.toContain('harbour')
})

test('a partner’s address that refuses is told on the message and tried again; a person sends it once more', async () => {
  let status = 503
  const { address, taken } = await webServer(() => status)
  await api.call(addEdiChannel, { params: { id: partnerId }, body: push(address) })
  await expect(handIn(world, x12([tender('LOAD-1')]))).rejects.toMatchObject({ status: 503 })
  expect((await channelOf()).trouble).toMatchObject({ code: 'httpRefused', zh: expect.stringContaining('HTTP 503') })
  const answer = (await messagesOf(world)).find(({ direction }) => direction === 'out')
  const shown = async () => (await api.call(readEdiMessage, { params: { id: answer?.id ?? '' } })).body
  expect(await shown()).toMatchObject({ status: 'waiting', sending: { attempts: 1, trouble: { code: 'httpRefused' } } })
  status = 202
  await api.call(sendEdiAgain, { params: { id: (await shown()).interchangeId } })
  await work(world)
  expect(await shown()).toMatchObject({ status: 'sent', sending: null })
  expect(taken).toHaveLength(2)
  expect(await channelOf()).toMatchObject({ failures: 0, trouble: null })
})

test('nothing is posted to an address inside a private network, nor without https, unless an administrator allows that host', async () => {
  const { address, taken } = await webServer()
  const closed = { ...push(address), allowPrivate: false }
  const plain = await api.refused(addEdiChannel, { params: { id: partnerId }, body: closed })
  expect([plain.status, plain.body.code]).toEqual([422, 'httpsRequired'])
  for (const bad of ['ftp://partner.example/in', 'https://user:pass@partner.example/', 'partner.example'])
    expect((await api.refused(addEdiChannel, { params: { id: partnerId }, body: push(bad) })).status).toBe(422)
  for (const header of ['Host', 'Content-Length', 'a b'])
    expect(
      (await api.refused(addEdiChannel, { params: { id: partnerId }, body: push(address, { header }) })).status,
    ).toBe(422)
  const secure = { ...closed, settings: { ...closed.settings, address: address.replace('http:', 'https:') } }
  const { id } = (await api.call(addEdiChannel, { params: { id: partnerId }, body: secure })).body
  expect((await api.call(tryEdiChannel, { params: { id } })).body.trouble).toMatchObject({ code: 'privateAddress' })
  await expect(handIn(world, x12([tender('LOAD-1')]))).rejects.toMatchObject({ code: 'forbiddenAddress' })
  expect(taken).toEqual([])
})

test('a connection is tried without fetching or sending anything, and what came of it is said', async () => {
  const server = await sftpServer()
  onTestFinished(server.stop)
  server.files.set('/in/a.edi', Buffer.from('ISA'))
  const { id } = (await api.call(addEdiChannel, { params: { id: partnerId }, body: sftp(server.port) })).body
  expect((await api.call(tryEdiChannel, { params: { id } })).body).toMatchObject({ trouble: null, files: 1 })
  expect([...server.files.keys()]).toEqual(['/in/a.edi'])
  expect(await channelOf()).toMatchObject({ settings: { fingerprint: expect.stringMatching(/^SHA256:/) } })
  const { version } = await channelOf()
  const elsewhere = sftp(server.port, { inFolder: '/nowhere', fingerprint: '' })
  await api.call(changeEdiChannel, { params: { id }, version, body: elsewhere })
  expect((await api.call(tryEdiChannel, { params: { id } })).body).toMatchObject({
    ...{ trouble: { code: 'folderMissing', zh: expect.stringContaining('文件夹') }, files: null },
  })
  let status = 200
  const { address, taken } = await webServer(() => status)
  const web = (await api.call(addEdiChannel, { params: { id: partnerId }, body: push(address) })).body
  expect((await api.call(tryEdiChannel, { params: { id: web.id } })).body.trouble).toBe(null)
  status = 401
  expect((await api.call(tryEdiChannel, { params: { id: web.id } })).body.trouble).toMatchObject({
    code: 'signInRefused',
  })
  expect(taken.map(({ method }) => method)).toEqual(['HEAD', 'HEAD'])
  const folder = { settings: { way: 'folder' as const, inFolder: 'acme/in' } }
  const watched = (await api.call(addEdiChannel, { params: { id: partnerId }, body: folder })).body
  expect((await api.refused(tryEdiChannel, { params: { id: watched.id } })).status).toBe(404)
})

test('a server that keeps the connection alive and never answers holds neither a trial nor a look', async () => {
  const server = await sftpServer({ lists: false })
  onTestFinished(server.stop)
  const { id } = (await api.call(addEdiChannel, { params: { id: partnerId }, body: sftp(server.port) })).body
  const impatient = { ...world.context, ediPatienceMs: 200 }
  expect(await tryChannel(impatient, id)).toMatchObject({ trouble: { code: 'unreachable' }, files: null })
  await lookIntoChannel(impatient, id)
  expect(await channelOf()).toMatchObject({ trouble: { code: 'unreachable' } })
})

test('what a partner trusted us with is shown to no other server or user: led elsewhere, a way needs its secret anew', async () => {
  const own = await webServer()
  const { address, taken } = await webServer()
  const server = await sftpServer()
  onTestFinished(server.stop)
  const ofSftp = sftp(server.port)
  const known = (await api.call(addEdiChannel, { params: { id: partnerId }, body: ofSftp })).body
  const refused = (id: string, version: number, settings: unknown) =>
    api.refused(changeEdiChannel, { params: { id }, version, body: { settings, allowPrivate: true } as never })
  for (const elsewhere of [
    push(address, { signIn: 'basic', user: 'acme' }).settings,
    push(address).settings,
    { ...ofSftp.settings, host: 'localhost' },
    { ...ofSftp.settings, port: 2022 },
    { ...ofSftp.settings, user: 'somebody' },
  ]) {
    const { status, body } = await refused(known.id, known.version, elsewhere)
    expect([status, body.code, body.errors]).toEqual([
      ...[422, 'secretRequired'],
      [expect.objectContaining({ path: '/secret' })],
    ])
  }
  const web = (await api.call(addEdiChannel, { params: { id: partnerId }, body: push(own.address) })).body
  for (const elsewhere of [
    push(address).settings,
    push(own.address, { signIn: 'basic', user: 'quayside' }).settings,
    push(own.address.replace('http:', 'https:')).settings,
  ])
    expect((await refused(web.id, web.version, elsewhere)).status).toBe(422)
  // Elsewhere on the same server it stays as it was.
  const { secret: _, ...moved } = push(`${own.address}/orders`)
  const after = (await api.call(changeEdiChannel, { params: { id: web.id }, version: web.version, body: moved })).body
  expect((await api.call(tryEdiChannel, { params: { id: web.id } })).body.trouble).toBe(null)
  expect(own.taken[0]?.headers['x-partner-key']).toBe('harbour')
  // By way of settings that show none, it does not come along either.
  const silent = { settings: { way: 'http' as const, address, signIn: 'none' as const }, allowPrivate: true }
  const asked = { params: { id: web.id }, version: after.version, body: silent }
  const between = (await api.call(changeEdiChannel, asked)).body
  expect(between.hasSecret).toBe(false)
  const { secret: __, ...again } = push(address)
  await api.call(changeEdiChannel, { params: { id: web.id }, version: between.version, body: again })
  await api.call(tryEdiChannel, { params: { id: web.id } })
  expect(taken.map(({ headers }) => headers['x-partner-key'] ?? '')).toEqual([''])
})

test.each(['a trial', 'a file'])(
  'a server that drips its answer holds %s no longer than the whole may take',
  async (what) => {
    const { promise: isMet, resolve: met } = Promise.withResolvers<void>()
    const drips = createNetServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nx-drip: ')
        met()
      })
      const drip = setInterval(() => socket.write('.'), 50)
      socket.once('close', () => clearInterval(drip))
    })
    drips.listen(0, '127.0.0.1')
    await once(drips, 'listening')
    onTestFinished(() => new Promise<void>((resolve) => drips.close(() => resolve())))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const address = `http://127.0.0.1:${(drips.address() as AddressInfo).port}/`
    const settings = EdiHttpSettings.parse({ way: 'http', address })
    const way = httpWay({ settings, secret: '', allowPrivate: true })
    const done = what === 'a trial' ? way.reach?.() : way.put('x12-1.edi', Readable.from(['ISA']), 3)
    const refused = expect(done).rejects.toMatchObject({ code: 'ETIMEDOUT' })
    await isMet
    vi.advanceTimersByTime(what === 'a trial' ? 31_000 : 121_000)
    await refused
  },
)
