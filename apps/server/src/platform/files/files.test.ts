import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ById, route } from '@quayside/contract'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { aUser, testApp, testDatabase, testFiles } from '../../../test/harness.ts'
import { serve } from '../http/serve.ts'
import { disposition, findFile, isAttachable, keepFile, openFileStore, receiveFile, sendFile } from './index.ts'

async function aStore() {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return { folder, store: openFileStore(folder) }
}

const stream = (...parts: (string | Buffer)[]) => Readable.from(parts.map((part) => Buffer.from(part)))
const limitBytes = 1_000_000
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('content comes out as it went in, lies there once and is read by nobody else', async () => {
  const { folder, store } = await aStore()
  const content = randomBytes(300_000)
  const stored = await store.put(stream(content.subarray(0, 100), content.subarray(100)), { limitBytes })
  expect(stored).toMatchObject({ bytes: 300_000, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await store.put(stream(content), { limitBytes })).toEqual(stored)
  expect(content.equals(await buffer(store.read(stored.sha256)))).toBe(true)
  expect(store.pathOf(stored.sha256)).toBe(
    join(folder, stored.sha256.slice(0, 2), stored.sha256.slice(2, 4), stored.sha256),
  )
  expect((await stat(store.pathOf(stored.sha256))).mode & 0o077).toBe(0)
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('what is too large, empty, refused or broken off leaves nothing behind', async () => {
  const { folder, store } = await aStore()
  const brokenOff = Readable.from(
    (async function* () {
      yield Buffer.from('half')
      throw new Error('the line broke')
    })(),
  )
  await expect(store.put(stream('x'.repeat(101)), { limitBytes: 100 })).rejects.toMatchObject({ status: 413 })
  await expect(store.put(stream(''), { limitBytes })).rejects.toMatchObject({ code: 'fileEmpty' })
  await expect(store.put(stream('<html><script>'), { limitBytes, accept: isAttachable })).rejects.toMatchObject({
    status: 415,
  })
  await expect(store.put(brokenOff, { limitBytes })).rejects.toThrow('the line broke')
  expect(await readdir(folder, { recursive: true })).toEqual(['incoming'])
})

test.each([
  ['a picture', png, 'image/png', true],
  ['a PDF', Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj'), 'application/pdf', true],
  ['text in UTF-8', Buffer.from('客户,电话\n'), 'text/plain', true],
  ['text in GB18030', Buffer.from([0xbf, 0xcd, 0xbb, 0xa7, 0x0d, 0x0a]), 'text/plain', true],
  ['text in UTF-16', Buffer.from('\ufeff客户', 'utf16le'), 'text/plain', true],
  ['a visiting card', Buffer.from('BEGIN:VCARD\r\nVERSION:3.0'), 'text/vcard', true],
  ['a page that calls itself a picture', Buffer.from('  <!DOCTYPE html><script>alert(1)</script>'), 'text/html', false],
  ['a drawing with a script', Buffer.from('<?xml version="1.0"?><svg onload="alert(1)">'), 'image/svg+xml', false],
  [
    'a program of Linux',
    Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(64)]),
    'application/x-elf',
    false,
  ],
  ['a program of Windows', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), 'application/x-msdownload', false],
  ['bytes without a meaning', Buffer.from([1, 2, 0, 200, 0, 7]), 'application/octet-stream', false],
])('%s is known by its content', async (_what, content, mediaType, attachable) => {
  const { store } = await aStore()
  expect((await store.put(stream(content), { limitBytes })).mediaType).toBe(mediaType)
  expect(isAttachable(mediaType)).toBe(attachable)
})

test('no name of ours reaches outside the store', async () => {
  const { store } = await aStore()
  for (const name of ['../../etc/passwd', '', 'a'.repeat(63), `${'a'.repeat(64)}/x`])
    expect(() => store.pathOf(name)).toThrow('Not a content hash')
})

test.each([
  ['report.pdf', `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`],
  ['客户 1.csv', `attachment; filename="__ 1.csv"; filename*=UTF-8''%E5%AE%A2%E6%88%B7%201.csv`],
  ['a"\r\nSet-Cookie: x', `attachment; filename="a___Set-Cookie: x"; filename*=UTF-8''a%22__Set-Cookie%3A%20x`],
  ["it's (1).txt", `attachment; filename="it's (1).txt"; filename*=UTF-8''it%27s%20%281%29.txt`],
  ['../../x', `attachment; filename=".._.._x"; filename*=UTF-8''.._.._x`],
  ['fdp.\u202Eexe', `attachment; filename="fdp._exe"; filename*=UTF-8''fdp._exe`],
])('the name %j travels safely', (name, header) => {
  expect(disposition(name)).toBe(header)
})

const upload = route('uploadSomething', 'POST', '/somethings', {
  tag: 'test',
  summary: 'Of this test',
  door: 'signedIn',
  kind: 'upload',
  reply: z.strictObject({ id: z.uuid(), name: z.string(), mediaType: z.string() }),
})
const download = route('downloadSomething', 'GET', '/somethings/:id', {
  tag: 'test',
  summary: 'Of this test',
  door: 'signedIn',
  params: ById,
  kind: 'stream',
})

test('a file sent by one person comes back to him alone, to be saved and never run', async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const user = await aUser(database)
  const app = await testApp(database, {
    as: user,
    files,
    routes(app) {
      serve(app, upload, async ({ request, write, now }) => {
        const file = await receiveFile(request, files, { limitBytes: 2_000_000 })
        const id = await write((tx, { id: actorId }) => keepFile(tx, file, { name: file.name, actorId, now }))
        return { id, name: file.name, mediaType: file.mediaType }
      })
      serve(app, download, async ({ params, read, reply }) => {
        const file = await read((db) => findFile(db, params.id))
        return sendFile(reply, { ...file, content: files.read(file.sha256) })
      })
    },
  })
  const form = (content: string) => {
    const head =
      '--b\r\nContent-Disposition: form-data; name="file"; filename="C:\\\\价目.txt"\r\nContent-Type: image/png\r\n\r\n'
    return {
      payload: Buffer.from(`${head}${content}\r\n--b--\r\n`),
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    }
  }

  const sent = await app.call(upload, form('价格'.repeat(200_000)))
  expect(sent.body).toMatchObject({ name: '价目.txt', mediaType: 'text/plain' })
  const { id } = sent.body as { id: string }
  const got = await app.call(download, { params: { id } })
  expect(got.raw.body).toBe('价格'.repeat(200_000))
  expect(got.headers).toMatchObject({
    'content-type': 'text/plain',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': `attachment; filename="__.txt"; filename*=UTF-8''%E4%BB%B7%E7%9B%AE.txt`,
  })
  expect((await app.refused(download, { params: { id }, as: await aUser(database) })).status).toBe(404)
  expect((await app.refused(upload, form('x'.repeat(2_000_001)))).status).toBe(413)
  expect((await app.refused(upload, form(''))).body.code).toBe('fileEmpty')
})
