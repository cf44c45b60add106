import type { LookupAddress } from 'node:dns'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Resolve } from '../../../platform/outbound/guarded-lookup.ts'
import { aReceiver } from '../for-tests.ts'
import { sendRequest } from './send-request.ts'
import { newWebhookSecret, signatureOf } from './signature.ts'

const message = { headers: {}, body: '{}' }

describe('a request goes only where it may', () => {
  const saying = (...addresses: string[]): Resolve =>
    ((_name: string, _options: unknown, callback: (error: null, found: LookupAddress[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as Resolve

  test('a name that leads inside is found out at the moment of connecting', async () => {
    const receiver = await aReceiver()
    const url = receiver.url.replace('http://127.0.0.1', 'https://rebinding.example')
    const send = (resolve: Resolve) => sendRequest(url, { ...message, allowed: new Set(), resolve })
    expect((await send(saying('127.0.0.1'))).fault).toBe('forbiddenAddress')
    expect((await send(saying('8.8.8.8', '127.0.0.1'))).fault).toBe('forbiddenAddress')
    expect(receiver.got).toEqual([])
  })

  test('an allowed name reaches the company’s network, and even then no metadata', async () => {
    const receiver = await aReceiver()
    const url = receiver.url.replace('127.0.0.1', 'intranet.example')
    const allowed = new Set([new URL(url).host])
    expect((await sendRequest(url, { ...message, allowed, resolve: saying('127.0.0.1') })).status).toBe(204)
    expect((await sendRequest(url, { ...message, allowed, resolve: saying('169.254.169.254') })).fault).toBe(
      'forbiddenAddress',
    )
  })

  test('a redirect is not followed', async () => {
    const inside = await aReceiver()
    const receiver = await aReceiver(() => ({ status: 307, headers: { location: inside.url } }))
    const answer = await sendRequest(receiver.url, { ...message, allowed: new Set([receiver.host, inside.host]) })
    expect(answer).toMatchObject({ status: 307, fault: 'redirected' })
    expect(inside.got).toEqual([])
  })
})

describe('a receiver cannot harm the sender', () => {
  test('by never answering', async () => {
    const receiver = await aReceiver(() => 'hang')
    const allowed = new Set([receiver.host])
    expect((await sendRequest(receiver.url, { ...message, allowed, timeoutMs: 50 })).fault).toBe('timedOut')
  })

  test('by answering without end', async () => {
    const receiver = await aReceiver(() => ({ status: 200, body: 'x'.repeat(5_000_000) }))
    const answer = await sendRequest(receiver.url, { ...message, allowed: new Set([receiver.host]) })
    expect(answer).toMatchObject({ status: 200, fault: null, body: 'x'.repeat(4_096) })
  })

  test('by hanging up or by secrets in its headers', async () => {
    const cut = await aReceiver(() => 'cut')
    expect((await sendRequest(cut.url, { ...message, allowed: new Set([cut.host]) })).fault).toBe('broken')
    const chatty = await aReceiver(() => ({ status: 200, headers: { 'set-cookie': 'sid=1', 'x-request-id': 'a' } }))
    const { headers } = await sendRequest(chatty.url, { ...message, allowed: new Set([chatty.host]) })
    expect(Object.keys(headers)).not.toContain('set-cookie')
    expect(headers).toMatchObject({ 'x-request-id': 'a' })
  })
})

test('a signature is that of the example of Standard Webhooks', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' }
  expect(signatureOf(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
})

test('a signature changes with every part of what is signed, and holds one part for each secret', () => {
  const anyMessage = fc.record({ id: fc.uuid(), timestamp: fc.nat(), body: fc.string() })
  fc.assert(
    fc.property(anyMessage, anyMessage, (one, other) => {
      const secret = newWebhookSecret()
      const [a, b] = [signatureOf(one, [secret]), signatureOf(other, [secret])]
      expect(a === b).toBe(JSON.stringify(one) === JSON.stringify(other))
      expect(signatureOf(one, [secret, newWebhookSecret()]).split(' ')[0]).toBe(a)
      expect(signatureOf(one, [newWebhookSecret()])).not.toBe(a)
    }),
  )
})
