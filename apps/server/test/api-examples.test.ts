import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as contract from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieFrom, givePassword, signIn } from '../src/modules/identity/sign-in/sign-in-for-tests.ts'
import { newWebhookSecret, signatureOf } from '../src/modules/webhooks/send/signature.ts'
import { aUser, testApp, testDatabase } from './harness.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))
const secret = newWebhookSecret()
const message = { id: 'msg-1', timestamp: 1_772_323_200, body: '{"type":"order.taken"}' }
let folder: string
let environment: NodeJS.ProcessEnv

interface Block {
  section: string
  language: string
  code: string
}

async function blocks(): Promise<Block[]> {
  const text = await readFile(join(root, 'docs/api.md'), 'utf8')
  return text.split(/^## /m).flatMap((part) =>
    Array.from(part.matchAll(/^```(ts|sh)\n([\s\S]*?)^```$/gm), ([, language = '', code = '']) => ({
      section: part.slice(0, part.indexOf('\n')),
      language,
      code,
    })),
  )
}

beforeAll(async () => {
  const database = await testDatabase({ connections: 12 })
  const app = await testApp(database, { whoAsks: undefined })
  const user = await aUser(database, { roles: ['administrator'] })
  await givePassword(database, user.id)
  const headers = { cookie: cookieFrom(await signIn(app, user.email)) }
  const key = await app.call(contract.createApiKey, { headers, body: { name: 'examples', readOnly: false } })
  folder = await mkdtemp(join(tmpdir(), 'quayside-examples-'))
  environment = {
    PATH: process.env.PATH,
    QUAYSIDE_URL: await app.app.listen({ host: '127.0.0.1', port: 0 }),
    QUAYSIDE_KEY: key.body.secret,
    WEBHOOK_SECRET: secret,
    ID: message.id,
    TIMESTAMP: String(message.timestamp),
    BODY: message.body,
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('every example of docs/api.md does what it says, in TypeScript and with curl', async () => {
  const all = await blocks()
  const [begin] = all
  const said = new Map<string, string>()
  for (const { section, language, code } of all.slice(1)) {
    const env = environment
    const { stdout } =
      language === 'sh'
        ? await run('sh', ['-e', '-c', code], { cwd: folder, env })
        : await run(process.execPath, ['--input-type=module-typescript', '-e', `${begin?.code}\n${code}`], {
            cwd: root,
            env,
          })
    said.set(`${section} ${language}`, `${said.get(`${section} ${language}`) ?? ''}${stdout}`)
  }
  expect([...said.keys()]).toEqual(
    ['Customers', 'Refusals', 'Orders', 'Shipments', 'Invoices', 'EDI', 'Webhooks'].flatMap((name) => [
      `${name} ts`,
      `${name} sh`,
    ]),
  )
  expect(said.get('Customers sh')).toContain('Yangtze Cold Chain')
  expect(said.get('Refusals ts')).toMatch(/^422 \w+ \/name: \S/)
  expect(said.get('Refusals sh')).toMatch(/"path":"\/name".*422 application\/problem\+json/)
  expect(said.get('Orders ts')).toMatch(/^taken \S+/)
  expect(said.get('Orders sh')).toContain('"outcome":"taken"')
  expect(said.get('Shipments ts')).toMatch(/^\S+ taken/)
  expect(said.get('Shipments sh')).toContain('"outcome":')
  expect(said.get('Invoices ts')).toContain('45780000')
  expect(said.get('EDI sh')).toContain('"fileId":')
  expect(said.get('Webhooks sh')).toContain(signatureOf(message, [secret]).replace('v1,', ''))
  expect(said.get('Webhooks sh')).toContain('"secret":"whsec_')
})
