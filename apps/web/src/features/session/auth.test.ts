import { expect, test } from 'vitest'
import { passkeyHindrance } from './passkey-hindrance.ts'
import { deviceName } from './profile/device-name.ts'
import { safeNext } from './safe-next.ts'

test.each([
  ['/accounts?sort=name', '/accounts?sort=name'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/accounts\\..\\..', '/'],
  ['javascript:alert(1)', '/'],
  [undefined, '/'],
  [{ a: 1 }, '/'],
])('after signing in, %j leads to %s', (next, expected) => {
  expect(safeNext(next)).toBe(expected)
})

test.each([
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36',
    'Chrome, macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1',
    'Safari, iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0',
    'WeChat, Android',
  ],
  ['curl/8.5', 'curl/8.5'],
])('%s is shown as %s', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name)
})

test.each([
  ['crm.example.com', true, null],
  ['localhost', true, null],
  ['127.0.0.1', true, 'address'],
  ['[::1]', true, 'address'],
  ['crm.example.com', false, 'browser'],
])('at %s, in a browser that has passkeys: %s, the hindrance is %j', (host, capable, hindrance) => {
  expect(passkeyHindrance(host, capable)).toBe(hindrance)
})
