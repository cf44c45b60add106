import { once } from 'node:events'
import { request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { testApp, testDatabase } from '../../../test/harness.ts'

test('stopping waits for answers that are being given, and not for connections nobody has used yet', async () => {
  const halfway = Promise.withResolvers<void>()
  const mayEnd = Promise.withResolvers<void>()
  const { app, close } = await testApp(await testDatabase(), {
    routes: (routes) => {
      routes.get('/slow', async () => {
        halfway.resolve()
        await mayEnd.promise
        return 'whole'
      })
    },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const accepted = once(app.server, 'connection')
  const ahead = connect(port, '127.0.0.1')
  const ended = once(ahead, 'close')
  await accepted

  const answer = new Promise<string>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path: '/slow' }, async (reply) => {
      let text = ''
      for await (const part of reply) text += String(part)
      resolve(text)
    })
    asked.on('error', reject).end()
  })
  await halfway.promise
  const closed = close()
  await ended
  mayEnd.resolve()
  expect(await answer).toBe('whole')
  await closed
}, 20_000)
