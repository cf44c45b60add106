import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { StartupProblem } from './platform/embedded/index.ts'

const secret = 's'.repeat(40)
const url = 'postgres://me:pw@db.example:5432/crm'

function problemOf(args: string[], environment: NodeJS.ProcessEnv = {}): StartupProblem {
  try {
    readConfig(args, environment)
  } catch (error) {
    if (error instanceof StartupProblem) return error
    throw error
  }
  throw new Error('This was accepted.')
}

test('start takes the embedded database, this machine only, and the demonstration', () => {
  expect(readConfig(['start'], {})).toMatchObject({
    host: '127.0.0.1',
    port: 4747,
    databaseUrl: undefined,
    loadDemo: true,
    roles: new Set(['web', 'worker', 'feeder']),
    trustProxy: false,
  })
})

test('flags go before the environment', () => {
  const config = readConfig(['start', '--empty', '--port', '5000', '--role', 'web'], { QUAYSIDE_PORT: '6000' })
  expect(config).toMatchObject({ port: 5000, loadDemo: false, roles: new Set(['web']) })
  expect(readConfig(['start'], { QUAYSIDE_PORT: '6000' }).port).toBe(6000)
})

test('mail needs both its server and its sender', () => {
  const both = { SMTP_URL: 'smtps://me:pw@mail.example', MAIL_FROM: 'Quayside <crm@example.com>' }
  expect(readConfig(['start'], both).mail).toEqual({ url: both.SMTP_URL, from: both.MAIL_FROM })
  expect(readConfig(['start'], {}).mail).toBeUndefined()
  expect(problemOf(['start'], { SMTP_URL: both.SMTP_URL }).text.en).toContain('MAIL_FROM')
  expect(problemOf(['start'], { ...both, SMTP_URL: 'http://mail.example' }).text.en).toContain('SMTP_URL')
})

test('serve never loads the demonstration and wants to be told its database', () => {
  expect(readConfig(['serve', '--embedded'], {})).toMatchObject({ loadDemo: false, databaseUrl: undefined })
  expect(readConfig(['serve'], { DATABASE_URL: url, QUAYSIDE_SECRET: secret }).databaseUrl).toBe(url)
  expect(problemOf(['serve']).text.en).toBe('No database was named.')
  expect(problemOf(['serve'], { DATABASE_URL: url }).text.en).toContain('QUAYSIDE_SECRET')
})

test('an empty variable counts as none', () => {
  expect(readConfig(['start'], { DATABASE_URL: '', QUAYSIDE_PORT: '', QUAYSIDE_URL: '' })).toMatchObject({
    databaseUrl: undefined,
    port: 4747,
    publicUrl: undefined,
  })
})

test('the server answers to its public name, the names given, and its own only where others may reach it', () => {
  const hosts = (args: string[], env: NodeJS.ProcessEnv = {}) => readConfig(['start', ...args], env).trustedHosts
  expect(hosts([])).toEqual([])
  expect(hosts([], { QUAYSIDE_URL: 'https://crm.example.com/', QUAYSIDE_TRUSTED_HOSTS: 'crm, .lan' })).toEqual([
    'crm',
    '.lan',
    'crm.example.com',
  ])
  expect(hosts(['--host', '0.0.0.0'])).toContain(hostname())
  expect(hosts(['--host', 'crm.intranet'])).toContain('crm.intranet')
})

test.each([
  [['start'], { QUAYSIDE_TRUSTED_HOSTS: 'https://crm.example.com' }, 'QUAYSIDE_TRUSTED_HOSTS'],
  [['start'], { QUAYSIDE_PORT: 'high' }, 'QUAYSIDE_PORT'],
  [['start'], { QUAYSIDE_PORT: '70000' }, 'QUAYSIDE_PORT'],
  [['start'], { DATABASE_URL: 'mysql://db' }, 'postgres://user'],
  [['start'], { QUAYSIDE_SECRET: 'short' }, '32 characters'],
  [['start'], { QUAYSIDE_URL: 'crm.example.com' }, 'QUAYSIDE_URL'],
  [['start'], { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [['start', '--port', 'x'], {}, '--port'],
  [['start', '--role', 'web,cook'], {}, '--role'],
  [['start', '--unknown'], {}, '--unknown'],
  [['begin'], {}, 'start'],
  [[], {}, 'start'],
])('%j with %j is refused and says why: %s', (args, environment, why) => {
  const problem = problemOf(args, environment)
  expect(`${problem.text.en} ${problem.hint.en}`).toContain(why)
  expect(problem.text.zh).toMatch(/\p{Script=Han}/u)
  expect(problem.hint.zh).not.toBe('')
})

test('all that is wrong in the environment is said at once', () => {
  const { text } = problemOf(['start'], { QUAYSIDE_PORT: 'x', LOG_LEVEL: 'x' })
  expect(text.en).toContain('QUAYSIDE_PORT')
  expect(text.en).toContain('LOG_LEVEL')
})

test('the warehouse lies in the data folder, or on the PostgreSQL server that is named', () => {
  expect(readConfig(['start'], {}).warehouseUrl).toBeUndefined()
  expect(readConfig(['start'], { WAREHOUSE_URL: url }).warehouseUrl).toBe(url)
  expect(problemOf(['start'], { WAREHOUSE_URL: 'mysql://db/crm' }).text.en).toContain('WAREHOUSE_URL')
})
