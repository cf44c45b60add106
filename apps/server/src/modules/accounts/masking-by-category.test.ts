import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase, testFiles } from '../../../test/harness.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { runJob } from '../../platform/jobs/run-job.ts'
import { silentLog } from '../../platform/log.ts'
import { exportAccountsJob } from './bulk/bulk.jobs.ts'

type Sealed = Record<contract.Category, Partial<contract.NewAccount>>

/** Values that occur nowhere else, by category: as made first, and as changed later. */
const words = (n: number): Sealed => ({
  basic: {
    nameEn: `Sealedbasic${n} Ltd`,
    shortName: `Shortbasic${n}`,
    phone: `+861390000${5550 + n}`,
    email: `sealedbasic${n}@example.test`,
    website: `https://sealedbasic${n}.example`,
    note: `Notebasic${n}`,
    externalKey: `Keybasic${n}`,
    tags: [`tagbasic${n}`],
  },
  address: {},
  behaviour: {
    goods: [`goodsbehaviour${n}`],
    serviceNeeds: [`needsbehaviour${n}`],
    businessScope: `scopebehaviour${n}`,
    competitorsUsed: [`rivalbehaviour${n}`],
    seasonality: `seasonbehaviour${n}`,
  },
  finance: {
    creditLimitE4: 918_273_640 + n,
    bankName: `Bankfinance${n}`,
    bankAccount: `6222-0918-2736-4${n}`,
    taxTitle: `Taxfinance${n}`,
  },
  shared: { sharedNote: `Noteshared${n}` },
})
const person = (n: number) => ({
  name: `Personbasic${n}`,
  nameEn: `Personenbasic${n}`,
  jobTitle: `Titlebasic${n}`,
  mobile: `+861380000${5550 + n}`,
  email: `personbasic${n}@example.test`,
  wechat: `wechatbasic${n}`,
  characterNote: `characterbehaviour${n}`,
})
const place = (n: number) => ({
  province: `Provinceaddress${n}`,
  city: `Cityaddress${n}`,
  district: `Districtaddress${n}`,
  street: `Streetaddress${n}`,
  postcode: `9${n}8${n}70`,
})
const customOf = (n: number) =>
  Object.fromEntries(contract.Category.options.map((category) => [`own${category}`, `Custom${category}${n}`]))

const texts = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(texts)
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : [String(value)]

/** What must not be met by whoever does not read the category. */
const sealedIn = (category: contract.Category): string[] => {
  const rounds = [1, 2]
  const people = rounds.map((n) => person(n))
  return [
    ...rounds.flatMap((n) => texts(words(n)[category])),
    ...rounds.map((n) => `Custom${category}${n}`),
    ...(category === 'basic' ? people.flatMap(({ characterNote: _, ...rest }) => texts(rest)) : []),
    ...(category === 'behaviour' ? people.map((one) => String(one.characterNote)) : []),
    ...(category === 'address' ? rounds.flatMap((n) => texts(place(n))) : []),
  ]
}

let database: TestDatabase
let api: TestApp
const ids: string[] = []
let accountId: string

const without = (category: contract.Category): Promise<User> =>
  aUser(database, {
    rights: {
      modules: Object.fromEntries(contract.Module.options.map((module) => [module, 'all' as const])),
      categories: Object.fromEntries(contract.Category.options.map((one) => [one, one !== category])),
    },
  })

beforeAll(async () => {
  database = await testDatabase({ connections: 12 })
  const chief = await aUser(database)
  api = await testApp(database, { as: chief })
  for (const category of contract.Category.options)
    await api.call(contract.createCustomField, {
      body: {
        subject: 'account',
        key: `own${category}`,
        labelZh: '自',
        labelEn: 'Own',
        kind: 'text',
        category,
      } as never,
    })
  const all = (n: number) => Object.assign({}, ...Object.values(words(n)), { custom: customOf(n) })
  const { body: account } = await api.call(contract.createAccount, {
    body: { kind: 'enterprise', name: 'Keeper', ...all(1) },
  })
  accountId = account.id
  await api.call(contract.changeAccount, { params: { id: account.id }, version: 1, body: all(2) })
  const params = { id: account.id }
  const first = (await api.call(contract.addContact, { params, body: person(1) })).body
  const second = (await api.call(contract.addContact, { params, body: { name: 'Personbasic2' } })).body
  await api.call(contract.changeContact, { params: { id: second.id }, version: second.version, body: person(2) })
  const address = (await api.call(contract.addAddress, { params, body: place(1) })).body
  await api.call(contract.changeAddress, { params: { id: address.id }, version: address.version, body: place(2) })
  const gone = (await api.call(contract.addAddress, { params, body: place(1) })).body
  await api.call(contract.removeAddress, { params: { id: gone.id }, version: gone.version })
  const left = (await api.call(contract.addContact, { params, body: person(1) })).body
  await api.call(contract.removeContact, { params: { id: left.id }, version: left.version })
  await api.call(contract.createFollowUp, {
    body: { accountId, contactId: first.id, title: 'Call back', dueAt: new Date().toISOString() },
  })
  await api.call(contract.relateContacts, {
    params: { id: first.id },
    body: { toContactId: second.id, kind: 'colleague' },
  })
  ids.push(account.id, first.id, second.id, address.id)
})

describe.each(contract.Category.options)('a role without %s', (category) => {
  test('meets none of its values in any reply', async () => {
    const clerk = await without(category)
    const queries: Record<string, string[]> = {
      listAccounts: contract.AccountSort.options.map((sort) => `sort=${sort}&count=yes`),
      searchAccounts: ['q=Keeper', ...sealedIn(category).map((word) => `q=${encodeURIComponent(word.slice(0, 40))}`)],
      listSavedViews: ['subject=accounts'],
      searchPorts: ['q=sha'],
      readTimeline: ['', 'show=events'],
    }
    const met = new Set<string>()
    for (const route of api.app.served.filter((one) => one.method === 'GET' && one.kind === 'json'))
      for (const id of route.path.includes(':') ? ids : [''])
        for (const query of queries[route.name] ?? ['']) {
          const url = `/api${route.path.replaceAll(/:\w+/g, id)}?${query}`
          const { statusCode, body } = await api.inject({ method: 'GET', url, as: clerk })
          if (statusCode !== 200) continue
          met.add(route.name)
          // What a search was asked for may come back in its name, and nothing else.
          for (const value of sealedIn(category)) expect(body, `${url} → ${value}`).not.toContain(value)
        }
    expect([...met]).toEqual(
      expect.arrayContaining([
        'listAccounts',
        'searchAccounts',
        'readAccount',
        'readCustomer360',
        'readTimeline',
        'listEvents',
      ]),
    )
  })

  test('cannot feel its way to a value by asking who is similar', async () => {
    const clerk = await without(category)
    const ask = async (more: object) =>
      (await api.call(contract.similarAccounts, { as: clerk, body: { name: 'Keeper', ...more } })).body
    const plain = await ask({})
    const { phone, email, nameEn } = words(2).basic
    if (category === 'basic') expect(await ask({ phone, email, nameEn })).toEqual(plain)
    for (const value of sealedIn(category)) expect(JSON.stringify(plain)).not.toContain(value)
  })

  test('reads the content of nobody else’s import, which may hold any category', async () => {
    const clerk = await without(category)
    const id = newId()
    await database.owner.query(
      `insert into imports (id, created_by, file_name, bytes, sha256, state, detected) values ($1, $2, 'a.csv', 8, $3, 'checked', $4)`,
      [id, (await aUser(database)).id, 'a'.repeat(64), { sample: [['sealed']], headers: [] }],
    )
    await database.owner.query(
      `insert into import_rows (import_id, row_number, values, state) values ($1, 1, '{sealed}', 'faulty')`,
      [id],
    )
    expect((await api.inject({ as: clerk, method: 'GET', url: `/api/imports/${id}` })).body).not.toContain('sealed')
    const paths = [`rows?state=any`, `faulty-rows?format=csv`, `mapping?target=customers`, 'preview']
    for (const path of paths) {
      const method = path === 'preview' ? 'POST' : 'GET'
      const url = `/api/imports/${id}/${path}`
      const { statusCode, body } = await api.inject({
        as: clerk,
        method,
        url,
        ...(method === 'POST' ? { payload: {} } : {}),
      })
      expect([path, statusCode], body).toEqual([path, 403])
    }
    expect((await api.inject({ method: 'GET', url: `/api/imports/${id}/rows?state=any` })).body).toContain('sealed')
  })

  test('exports none of its values', async () => {
    const clerk = await without(category)
    const columns = [
      'number',
      ...Object.keys(contract.AccountFields.shape),
      ...contract.Category.options.map((one) => `custom.own${one}`),
    ]
    let made = 0
    for (const column of columns) {
      const asked = await api.inject({
        as: clerk,
        method: 'POST',
        url: '/api/account-exports',
        payload: { selection: {}, columns: [column], format: 'csv', locale: 'en' },
      })
      if (asked.statusCode !== 202) continue
      const jobId = asked.json<{ jobId: string }>().jobId
      const { rows } = await database.owner.query('select data from pgboss.job where id = $1', [jobId])
      const context = { database, files: testFiles(database), clock: () => new Date(), log: silentLog }
      const taken = { id: jobId, data: rows[0]?.data, retryCount: 0, retryLimit: 0 }
      await runJob(exportAccountsJob as never, taken, context, new AbortController().signal)
      const file = await api.inject({ as: clerk, method: 'GET', url: `/api/jobs/${jobId}/file` })
      for (const value of sealedIn(category)) expect(file.body, column).not.toContain(value)
      made++
    }
    expect(made).toBeGreaterThan(5)
  })
})

test('a calendar tells the names of people only to whoever reads basic data', async () => {
  for (const [category, told] of [
    ['basic', false],
    ['finance', true],
  ] as const) {
    const clerk = await without(category)
    await api.call(contract.createFollowUp, {
      body: {
        accountId,
        contactId: ids[1] ?? null,
        ownerId: clerk.id,
        title: 'Call me',
        dueAt: new Date().toISOString(),
      },
    })
    const { path } = (await api.call(contract.renewCalendarLink, { as: clerk })).body
    const { body } = await api.inject({ as: null, method: 'GET', url: path })
    expect(body).toContain('Call me')
    expect(body.includes('Personbasic1'), category).toBe(told)
  }
})

test('the values are there to be met: whoever reads every category meets each', async () => {
  const seen = (
    await Promise.all(
      [`accounts/${accountId}/360`, `accounts/${accountId}/timeline?show=events&limit=100`].map((path) =>
        api.inject({ method: 'GET', url: `/api/${path}` }),
      ),
    )
  )
    .map((reply) => reply.body)
    .join('\n')
  for (const category of contract.Category.options)
    for (const value of sealedIn(category).filter((word) => word.endsWith('2'))) expect(seen, category).toContain(value)
})
