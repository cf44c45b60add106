import { describe, expect, test } from 'vitest'
import { testApp, testDatabase } from '../../../test/harness.ts'
import { isKnownHost } from './known-hosts.ts'

test.each([
  ['localhost', true],
  ['localhost:4747', true],
  ['LOCALHOST.:4747', true],
  ['crm.localhost:80', true],
  ['127.0.0.1:4747', true],
  ['192.168.7.20', true],
  ['[::1]:4747', true],
  ['[fe80::1]', true],
  ['crm.example.com', true],
  ['CRM.example.com:443', true],
  ['a.b.lan:80', true],
  ['lan', false],
  ['notlan', false],
  ['evil.example', false],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['crm.example.com.evil.example', false],
  ['xcrm.example.com', false],
  ['localhost@evil.example', false],
  ['localhost/evil', false],
  ['', false],
  ['a b', false],
  ['[::1', false],
])('the name %j is ours: %s', (host, ours) => {
  expect(isKnownHost(host, ['crm.example.com', '.lan'])).toBe(ours)
})

describe('a page that lets its own name point to this server', () => {
  const paths = [
    '/metrics',
    '/health',
    '/ready',
    '/api/front-door',
    '/api/openapi.json',
    '/api/docs',
    '/api/company/logo',
    '/',
    '/api/no-such-thing',
  ]
  test.each(paths)('reads nothing at %s', async (url) => {
    const { app } = await testApp(await testDatabase())
    const { statusCode, body, headers } = await app.inject({ url, headers: { host: 'evil.example:4747' } })
    expect(statusCode, body).toBe(421)
    expect(JSON.parse(body)).toMatchObject({ code: 'unknownHost', host: 'evil.example:4747' })
    expect(body).toMatch(/QUAYSIDE_URL.*请设置/s)
    expect(headers['content-type']).toContain('application/problem+json')
  })

  test('cannot become the first administrator or sign in', async () => {
    const { app } = await testApp(await testDatabase(), { whoAsks: undefined })
    const headers = { host: 'evil.example', origin: 'http://evil.example', 'x-quayside-csrf': '1' }
    for (const [method, url] of [
      ['PUT', '/api/first-administrator'],
      ['POST', '/api/auth/sign-in/email'],
    ] as const)
      expect((await app.inject({ method, url, headers, payload: {} })).statusCode).toBe(421)
  })

  test('cannot pass for a proxy either', async () => {
    const { app } = await testApp(await testDatabase(), { trustProxy: true, trustedHosts: ['crm.example.com'] })
    const ask = (headers: Record<string, string>) => app.inject({ url: '/health', headers })
    expect((await ask({ host: 'evil.example', 'x-forwarded-host': 'crm.example.com' })).statusCode).toBe(421)
    expect((await ask({ host: 'crm.example.com', 'x-forwarded-host': 'evil.example' })).statusCode).toBe(421)
    expect((await ask({ host: '127.0.0.1:4747', 'x-forwarded-host': 'crm.example.com' })).statusCode).toBe(200)
  })
})

test('the names the operator gave are answered, and a monitor that names nothing', async () => {
  const { app } = await testApp(await testDatabase(), { trustedHosts: ['crm.example.com'] })
  for (const host of ['crm.example.com', 'localhost:80', '10.0.0.7:4747', ''])
    expect((await app.inject({ url: '/health', headers: { host } })).statusCode, host).toBe(200)
})
