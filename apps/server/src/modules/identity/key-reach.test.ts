import * as contract from '@quayside/contract'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  anAccount,
  aUser,
  type TestApp,
  type TestDatabase,
  testApp,
  testDatabase,
  testFiles,
} from '../../../test/harness.ts'
import { readAs, throughKey, writeAsOwner } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { runJob } from '../../platform/jobs/run-job.ts'
import { silentLog } from '../../platform/log.ts'
import { jobs } from '../../work.ts'
import { cookieFrom, givePassword, signIn, strongPassword } from './sign-in/sign-in-for-tests.ts'

let database: TestDatabase
let app: TestApp
let chief: string
let chiefId: string

async function anAdministrator(): Promise<{ id: string; cookie: string }> {
  const user = await aUser(database, { roles: ['administrator'] })
  await givePassword(database, user.id)
  return { id: user.id, cookie: cookieFrom(await signIn(app, user.email)) }
}

beforeAll(async () => {
  database = await testDatabase({ connections: 16 })
  app = await testApp(database, { whoAsks: undefined })
  const { id, cookie } = await anAdministrator()
  chiefId = id
  chief = cookie
})
beforeEach(() => database.owner.query('delete from auth_failures'))

const aKey = async (body: Partial<contract.NewApiKey> = {}, cookie = chief) => {
  const made = await app.call(contract.createApiKey, { headers: { cookie }, body: { name: 'key', ...body } })
  return { id: made.body.key.id, headers: { 'x-api-key': made.body.secret } }
}
const everyModule = contract.Module.options

/** A GET that changes nothing and ends: what a key's door says is asked of each route in turn. */
const statusOf = async (route: contract.Route, headers: Record<string, string>) => {
  const reply = await app.app.inject({
    method: route.method,
    url: `/api${route.path.replaceAll(/:\w+/g, newId)}`,
    headers: { 'if-match': '"1"', ...headers },
    payloadAsStream: true,
  })
  reply.stream().destroy()
  return reply.statusCode
}

describe('a key narrowed to modules', () => {
  test('reaches, of what is everybody’s own, only what its modules need', async () => {
    const keys = new Map<contract.Module, Record<string, string>>()
    // A person of his own: with one key for each module he holds about as many as one may.
    const { cookie } = await anAdministrator()
    for (const module of everyModule)
      keys.set(module, (await aKey({ readOnly: false, modules: [module] }, cookie)).headers)
    const reached: string[] = []
    for (const route of app.app.served.filter(({ door }) => door === 'signedIn'))
      for (const [module, headers] of keys)
        if ((await statusOf(route, headers)) !== 403) reached.push(`${route.name} by ${module}`)
    const byAny = [
      'cancelJob',
      'downloadJobFile',
      'listCustomFields',
      'listDivisions',
      'listHolidays',
      'listJobs',
      'readCalendar',
      'readCompany',
      'readJob',
      'readMe',
      'searchPorts',
    ].flatMap((name) => everyModule.map((module) => `${name} by ${module}`))
    const byAccounts = ['changeView', 'listColleagues', 'listSavedViews', 'listTeams', 'removeView', 'saveView']
    const byTimeline = ['listNotifications', 'readNotifications']
    const byAnalyses = ['acceptReport', 'refuseReport']
    expect(reached.sort()).toEqual(
      [
        ...byAny,
        ...byAccounts.map((name) => `${name} by accounts`),
        ...byTimeline.map((name) => `${name} by timeline`),
        ...byAnalyses.map((name) => `${name} by analyses`),
      ].sort(),
    )
  })

  test('is told that it is the key that ends there, and not its owner’s roles', async () => {
    const told = async (settings: Parameters<typeof aKey>[0], method: 'GET' | 'POST') => {
      const { headers } = await aKey(settings)
      return (
        await app.app.inject({ method, url: '/api/orders', headers, payload: method === 'POST' ? {} : undefined })
      ).json().detail
    }
    expect(await told({ modules: ['accounts'] }, 'GET')).toBe('This API key is for other modules.')
    expect(await told({ modules: ['orders'], readOnly: true }, 'POST')).toBe('This API key may only read.')
  })

  test('sees behind a door it may open nothing that hangs on another module', async () => {
    const account = await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: chiefId }))
    await app.call(contract.createFollowUp, {
      body: { accountId: account.id, title: 'sealed words', dueAt: new Date().toISOString() },
      headers: { cookie: chief },
    })
    const read = async (modules: contract.Module[]) =>
      (await app.app.inject({ url: `/api/accounts/${account.id}/360`, headers: (await aKey({ modules })).headers }))
        .body
    expect(await read(['accounts', 'timeline'])).toContain('sealed words')
    const narrow = await read(['accounts'])
    expect(narrow).toContain(account.name)
    expect(narrow).not.toContain('sealed words')
  })

  test('lists saved views of the lists it reaches alone', async () => {
    const statuses = async (modules: contract.Module[]) => {
      const { headers } = await aKey({ modules })
      const asked = contract.ViewSubject.options.map(async (subject) => {
        const { statusCode } = await app.app.inject({ url: `/api/saved-views?subject=${subject}`, headers })
        return [subject, statusCode]
      })
      return Object.fromEntries(await Promise.all(asked))
    }
    const none = { accounts: 200, orders: 403, shipments: 403, invoices: 403, payments: 403, ediMessages: 403 }
    expect(await statuses(['accounts'])).toEqual(none)
    expect(await statuses(['accounts', 'invoices'])).toEqual({ ...none, invoices: 200, payments: 200 })
    expect(await statuses(['accounts', 'edi'])).toEqual({ ...none, ediMessages: 200 })
  })

  test('reads the rows of its module with the customers they belong to', async () => {
    const account = await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: chiefId, name: 'Reached Ltd' }))
    const [order, shipment, invoice] = [newId(), newId(), newId()]
    const insert = (text: string, values: unknown[]) => database.owner.query(text, values)
    await insert(
      `insert into orders (id, account_id, number, ordered_on, currency) values ($1, $2, 'O-reach', '2026-01-01', 'CNY')`,
      [order, account.id],
    )
    await insert(`insert into shipments (id, account_id, mode, order_id) values ($1, $2, 'road', $3)`, [
      shipment,
      account.id,
      order,
    ])
    await insert(
      `insert into invoices (id, number, account_id, issued_on, due_on, currency) values ($1, 'INV-reach', $2, '2026-01-01', '2026-02-01', 'CNY')`,
      [invoice, account.id],
    )
    const places = {
      orders: [`orders`, `orders/${order}`],
      shipments: [`shipments`, `shipments/${shipment}`],
      invoices: [`invoices`, `invoices/${invoice}`],
    }
    for (const [module, paths] of Object.entries(places)) {
      const { headers } = await aKey({ modules: [module as contract.Module] })
      for (const path of paths)
        expect([path, (await app.app.inject({ url: `/api/${path}`, headers })).body]).toEqual([
          path,
          expect.stringContaining('Reached Ltd'),
        ])
      const { headers: other } = await aKey({ modules: ['webhooks'] })
      for (const path of paths)
        expect([path, (await app.app.inject({ url: `/api/${path}`, headers: other })).statusCode]).toEqual([path, 403])
    }
  })

  test('sees no people of a customer from the notices of shipments, but with the customers', async () => {
    const account = await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: chiefId }))
    await database.owner.query(`insert into contacts (id, account_id, name) values ($1, $2, 'Reached Person')`, [
      newId(),
      account.id,
    ])
    const told = async (modules: contract.Module[]) => {
      const { headers } = await aKey({ modules })
      const { body } = await app.app.inject({ url: `/api/notice-terms?accountId=${account.id}`, headers })
      return [body.includes(account.name), body.includes('Reached Person')]
    }
    expect(await told(['shipments'])).toEqual([true, false])
    expect(await told(['shipments', 'accounts'])).toEqual([true, true])
  })

  test('is bound by the database too, whatever the application asks in its name', async () => {
    await writeAsOwner(database, (tx) => anAccount(tx))
    const scopes = async (key: { id: string }) => {
      const asked = `select actor_scope('accounts','read') as a, actor_scope('accounts','change') as c,
                            actor_scope('orders','read') as o, (select count(*)::int from accounts) as n`
      return readAs(throughKey(database, key.id), chiefId, async (db) => {
        const { rows } = await sql.raw<Record<string, unknown>>(asked).execute(db)
        return rows[0]
      })
    }
    expect(await scopes(await aKey({ modules: ['accounts'] }))).toMatchObject({ a: 'all', c: 'none', o: 'none' })
    expect(await scopes(await aKey({ modules: ['administration'] }))).toMatchObject({ a: 'none', n: 0 })
    const gone = await aKey()
    await app.call(contract.deleteApiKey, { params: { id: gone.id }, headers: { cookie: chief } })
    expect(await scopes(gone)).toMatchObject({ a: 'none', o: 'none', n: 0 })
  })
})

describe('no key at all', () => {
  test('opens a way in: keys, sessions, links and second factors are for a person in a session', async () => {
    const { headers } = await aKey({ readOnly: false })
    const shut = app.app.served.filter(({ keys }) => keys === 'never')
    expect(shut.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'createApiKey',
        'renewInvitation',
        'resetTwoFactor',
        'renewCalendarLink',
        'changeMe',
        'setNoticeGateway',
        'testNoticeGateway',
      ]),
    )
    for (const route of shut) expect([route.name, await statusOf(route, headers)]).toEqual([route.name, 403])
  })
})

describe('a job ordered through a key', () => {
  const order = (headers: Record<string, string>, columns = ['name']) =>
    app.call(contract.exportAccounts, {
      headers: { 'x-quayside-csrf': '1', ...headers },
      body: { selection: {}, columns, format: 'csv', locale: 'en' } as never,
    })
  const work = async (jobId: string) => {
    const { rows } = await database.owner.query('select name, data from pgboss.job where id = $1', [jobId])
    const context = { database, files: testFiles(database), clock: () => new Date(), log: silentLog }
    const job = jobs.find(({ name }) => name === rows[0]?.name)
    if (!job) throw new Error('no such job')
    const taken = { id: jobId, data: rows[0]?.data, retryCount: 0, retryLimit: 0 }
    await runJob(job, taken, context, new AbortController().signal)
    return (await database.owner.query('select state, message, result from jobs_progress where id = $1', [jobId]))
      .rows[0]
  }

  test('works through that key, and ends when the key is gone', async () => {
    const key = await aKey({ modules: ['accounts'] })
    const { jobId } = (await order(key.headers)).body
    const kept = await database.owner.query('select api_key_id from jobs_progress where id = $1', [jobId])
    expect(kept.rows).toEqual([{ api_key_id: key.id }])
    expect(await work(jobId)).toMatchObject({ state: 'done' })

    const late = (await order(key.headers)).body.jobId
    await app.call(contract.deleteApiKey, { params: { id: key.id }, headers: { cookie: chief } })
    expect(await work(late)).toMatchObject({ state: 'failed' })
  })

  test('is watched by that key alone, and by its owner', async () => {
    const [one, other] = [await aKey({ modules: ['accounts'] }), await aKey({ modules: ['orders'] })]
    const own = (await order({ cookie: chief })).body.jobId
    const through = (await order(one.headers)).body.jobId
    const watch = (id: string, headers: Record<string, string>) =>
      statusOf({ ...contract.readJob, path: `/jobs/${id}` } as contract.Route, headers)
    expect(await watch(through, one.headers)).toBe(200)
    expect(await watch(through, other.headers)).toBe(404)
    expect(await watch(own, one.headers)).toBe(404)
    expect(await watch(through, { cookie: chief })).toBe(200)
    expect(await watch(own, { cookie: chief })).toBe(200)
  })
})

describe('keys and sessions die', () => {
  const somebody = async () => {
    const user = await aUser(database, { roles: ['salesRepresentative'] })
    await givePassword(database, user.id)
    const cookie = cookieFrom(await signIn(app, user.email))
    const calendar = (await app.call(contract.renewCalendarLink, { headers: { cookie } })).body.path
    return { user, cookie, calendar, key: await aKey({ name: 'erp' }, cookie) }
  }
  const me = async (headers: Record<string, string>) =>
    (await app.inject({ method: 'GET', url: '/api/me', headers })).statusCode
  const feed = async (link: string) => (await app.inject({ method: 'GET', url: link })).statusCode
  const renewed = async (id: string) => {
    const { body } = await app.call(contract.renewInvitation, { params: { id }, headers: { cookie: chief } })
    return body.link.split('#')[1] ?? ''
  }

  test('with the person who is deactivated, and do not come back with him', async () => {
    const { user, cookie, calendar, key } = await somebody()
    expect(await feed(calendar)).toBe(200)
    const token = await renewed(user.id)
    await app.call(contract.deactivateUser, { params: { id: user.id }, headers: { cookie: chief } })
    await app.call(contract.reactivateUser, { params: { id: user.id }, headers: { cookie: chief } })
    expect([await me({ cookie }), await me(key.headers), await feed(calendar)]).toEqual([401, 401, 404])
    expect((await app.refused(contract.previewInvitation, { body: { token } })).body.code).toBe('linkInvalid')
  })

  test('with a password that is set anew by a link, and the audit names them', async () => {
    const { user, cookie, calendar, key } = await somebody()
    const token = await renewed(user.id)
    await app.call(contract.acceptInvitation, { body: { token, password: `${strongPassword} 2` } })
    expect([await me({ cookie }), await me(key.headers), await feed(calendar)]).toEqual([401, 401, 404])
    const { rows } = await database.owner.query(
      `select data from events where subject_id = $1 and kind = 'user.passwordSet'`,
      [user.id],
    )
    expect(rows).toEqual([{ data: { keysWithdrawn: ['erp'] } }])
  })
})
