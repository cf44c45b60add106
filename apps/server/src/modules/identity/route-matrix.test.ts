import { Action, Module, mayUse, type Route } from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestApp, testApp, testDatabase } from '../../../test/harness.ts'
import { readAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'

let app: TestApp
const callers = new Map<string, User | null>()

beforeAll(async () => {
  const database = await testDatabase()
  app = await testApp(database)
  const roles = await readAsOwner(database, (db) =>
    db.selectFrom('roles').select('code').where('built_in', '=', true).execute(),
  )
  callers.set('nobody', null)
  for (const { code } of roles) callers.set(code, await aUser(database, { roles: [code] }))
})

type Verdict = 'yes' | '401' | '403'

/** What a route's door says to a caller, whatever he asks for. */
function expected(route: Route, caller: User | null): Verdict {
  if (route.door === 'public') return 'yes'
  if (!caller) return '401'
  if (route.door === 'signedIn') return 'yes'
  return mayUse(caller.rights, route.door.module, route.door.action) ? 'yes' : '403'
}

/** Asks for something that does not exist, so that whoever is let in changes nothing. The answer is taken at its headers: some never end. */
async function verdict(route: Route, caller: User | null): Promise<Verdict | string> {
  const reply = await app.app.inject({
    method: route.method,
    url: `/api${route.path.replaceAll(/:\w+/g, newId)}`,
    headers: { 'x-quayside-csrf': '1', 'if-match': '"1"', ...(caller ? { 'x-test-user': caller.id } : {}) },
    payloadAsStream: true,
  })
  const stream = reply.stream()
  // 503: past the door, and a part of the installation that this test does not start is missing.
  const wrong = reply.statusCode === 429 || (reply.statusCode >= 500 && reply.statusCode !== 503)
  if (wrong) return `${reply.statusCode} ${await text(stream)}`
  stream.destroy()
  return reply.statusCode === 401 || reply.statusCode === 403 ? `${reply.statusCode}` : 'yes'
}

/** Behind its door a route may ask for more (a category, a wider scope): then somebody let in is refused. Never the administrator. */
const isRight = (given: string, wanted: Verdict, role: string): boolean =>
  given === wanted || (wanted === 'yes' && given === '403' && role !== 'administrator' && role !== 'nobody')

async function text(stream: AsyncIterable<unknown>): Promise<string> {
  let all = ''
  for await (const part of stream) all += String(part)
  return all
}

test('every route answers every built-in role, and nobody, as its door says', async () => {
  const wrong: string[] = []
  const table: string[] = []
  for (const route of app.app.served) {
    const verdicts = await Promise.all([...callers.values()].map((caller) => verdict(route, caller)))
    for (const [at, [role, caller]] of [...callers].entries()) {
      const given = verdicts[at] as string
      const wanted = expected(route, caller)
      if (!isRight(given, wanted, role)) wrong.push(`${route.name} for ${role}: ${given}, should be ${wanted}`)
    }
    table.push(`${route.method.padEnd(6)} ${route.path.padEnd(44)} ${verdicts.join(' ')}`)
  }
  expect(wrong, table.join('\n')).toEqual([])
  expect(app.app.served.length).toBeGreaterThan(40)
  expect(callers.size).toBe(11)
}, 180_000)

describe('the table of routes', () => {
  test('each route has a door that exists', () => {
    const doors = app.app.served.map(({ name, door }) => ({ name, door }))
    const bad = doors.filter(
      ({ door }) =>
        door !== 'public' &&
        door !== 'signedIn' &&
        !(Module.options.includes(door?.module) && Action.options.includes(door?.action)),
    )
    expect(bad).toEqual([])
  })

  test('no two routes share a name or an address', () => {
    const names = app.app.served.map((route) => route.name)
    const places = app.app.served.map((route) => `${route.method} ${route.path.replaceAll(/:\w+/g, ':')}`)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([])
  })

  test('under /api nothing is served past the doors but its own description, and sign-in', () => {
    const contract = new Set(app.app.served.map((route) => `/api${route.path}`))
    const registered = addresses(app.app.printRoutes({ commonPrefix: false })).filter((path) =>
      path.startsWith('/api/'),
    )
    const past = registered.filter((path) => !contract.has(path))
    expect(registered.length).toBeGreaterThan(30)
    // Fastify’s tree leaves out wildcards, and with them `/api/auth/*`; its list of operations is in mount-sign-in.ts.
    expect(past.sort()).toEqual(['/api/docs', '/api/docs/reference.js', '/api/openapi.json'])
  })

  test('what is open to everybody is open on purpose', () => {
    const open = app.app.served.filter((route) => route.door === 'public').map((route) => route.name)
    expect(open.sort()).toEqual(openOnPurpose)
  })
})

/** Sign-in pages, links with a secret of their own (invitation, calendar feed, the end of a report, the check of a shipment), and the logo. Think before adding to this list. */
const openOnPurpose = [
  'acceptInvitation',
  'calendarFeed',
  'createFirstAdministrator',
  'judgePassword',
  'previewInvitation',
  'readFrontDoor',
  'readLogo',
  'readReportStop',
  'stopReport',
  'trackShipment',
]

/** The paths of Fastify's tree of routes: each line adds to the one it hangs below, four columns to the left. */
function addresses(tree: string): string[] {
  const above: string[] = []
  const found: string[] = []
  for (const line of tree.split('\n')) {
    const [, indent = '', part = '', methods] = /^(.*?)[├└]── (\S*)(?: \((.*)\))?/.exec(line) ?? []
    if (!part) continue
    const depth = indent.length / 4
    above[depth] = (depth > 0 ? (above[depth - 1] ?? '') : '') + part
    if (methods) found.push(above[depth])
  }
  return found
}
