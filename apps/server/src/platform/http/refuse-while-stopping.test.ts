import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { testApp, testDatabase } from '../../../test/harness.ts'

test('what is asked while the server stops is told to come back, as a problem, and /ready says why', async () => {
  const answers: Response[] = []
  const { app, close } = await testApp(await testDatabase(), {
    routes: (routes) => {
      // Between being told to end and closing the door.
      routes.addHook('preClose', async () => {
        const { port } = app.server.address() as AddressInfo
        for (const path of ['/api/accounts', '/ready', '/health'])
          answers.push(await fetch(`http://127.0.0.1:${port}${path}`))
      })
    },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  await close()
  const [refused, ready, health] = answers
  expect(refused?.status).toBe(503)
  expect(refused?.headers.get('content-type')).toContain('application/problem+json')
  expect(refused?.headers.get('retry-after')).toBe('5')
  expect(await refused?.json()).toMatchObject({ code: 'stopping' })
  expect([ready?.status, await ready?.json()]).toEqual([503, { status: 'stopping' }])
  expect(health?.status).toBe(200)
}, 20_000)
