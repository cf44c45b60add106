import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { testApp, testDatabase } from '../../../test/harness.ts'

const script = 'console.log("驿客")\n'.repeat(100)

async function builtWeb() {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-web-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Quayside</title>')
  await writeFile(join(folder, 'assets', 'main-3f2a.js'), script)
  await writeFile(join(folder, 'assets', 'main-3f2a.js.br'), brotliCompressSync(script))
  await writeFile(join(folder, '..', `${folder.split('/').at(-1)}-secret.txt`), 'secret')
  onTestFinished(() => rm(`${folder}-secret.txt`, { force: true }))
  const { inject } = await testApp(await testDatabase(), { webFolder: folder })
  return { folder, get: (url: string, headers = {}) => inject({ method: 'GET', url, headers }) }
}

test('every screen’s address gives the page, which is never kept', async () => {
  const { get } = await builtWeb()
  for (const url of ['/', '/accounts', '/accounts/0190a0a0-0000-7000-8000-000000000001?tab=orders']) {
    const reply = await get(url)
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-type']).toContain('text/html')
    expect(reply.headers['cache-control']).toBe('no-cache')
    expect(reply.headers['content-security-policy']).toContain("script-src 'self'")
  }
})

test('hashed files are kept for a year and sent packed', async () => {
  const { get } = await builtWeb()
  const plain = await get('/assets/main-3f2a.js')
  expect(plain.body).toBe(script)
  expect(plain.headers['cache-control']).toContain('immutable')
  const packed = await get('/assets/main-3f2a.js', { 'accept-encoding': 'br, gzip' })
  expect(packed.headers['content-encoding']).toBe('br')
  expect(packed.headers['content-type']).toContain('javascript')
})

test('what is not there is a problem, not the page', async () => {
  const { get } = await builtWeb()
  for (const url of ['/assets/gone.js', '/api/nothing', '/api']) {
    const reply = await get(url)
    expect([url, reply.statusCode]).toEqual([url, 404])
    expect(reply.json().code).toBe('notFound')
  }
})

test('nothing outside the folder is served', async () => {
  const { folder, get } = await builtWeb()
  const name = `${folder.split('/').at(-1)}-secret.txt`
  for (const url of [
    `/../${name}`,
    `/..%2f${name}`,
    `/%2e%2e/${name}`,
    `/assets/../../${name}`,
    '/..%5c..%5cetc/passwd.txt',
  ]) {
    const reply = await get(url)
    expect(reply.body).not.toContain('secret"')
    expect(reply.body).not.toBe('secret')
  }
})
