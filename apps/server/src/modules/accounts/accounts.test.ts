import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { aTeam, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import type { User } from '../../platform/http/serve.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let team: string
let seller: User
let colleague: User
let clerk: User

const categories = { basic: true, address: true, behaviour: true, shared: true }

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database, { name: 'Chief' })
  team = await aTeam(database, 'South')
  const own = { accounts: 'own', timeline: 'own', orders: 'own' } as const
  seller = await aUser(database, { rights: { modules: own, categories: { ...categories, finance: { read: true } } } })
  colleague = await aUser(database, {
    teams: [team],
    rights: {
      modules: { accounts: 'team', timeline: 'team', orders: 'team' },
      categories: { ...categories, finance: true },
    },
  })
  clerk = await aUser(database, {
    rights: {
      modules: { accounts: { read: 'all' }, timeline: 'all', orders: { read: 'all' } },
      categories: { basic: { read: true } },
    },
  })
  api = await testApp(database, { as: chief, now: new Date('2026-03-01T08:00:00Z') })
})

const make = async (body: Partial<contract.NewAccount> = {}, as: User = chief) =>
  (await api.call(contract.createAccount, { body: { kind: 'enterprise', name: '上海远洋运输有限公司', ...body }, as }))
    .body

describe('making an account', () => {
  test('gives it a number, its maker as owner, and the standard forms of phone, mail and code', async () => {
    const account = await make({
      phone: '0755 8888 6666 转 801',
      email: ' Zhang.Wei@COSCO.com ',
      website: 'www.cosco.com',
      creditCode: '91310000132212766m',
      tags: ['海运'],
    })
    expect(account).toMatchObject({
      number: expect.stringMatching(/^C-\d{6}$/),
      owner: { id: chief.id, name: 'Chief' },
      phone: '+8675588886666 ext. 801',
      email: 'Zhang.Wei@cosco.com',
      website: 'https://www.cosco.com/',
      creditCode: '91310000132212766M',
      state: 'prospect',
      version: 1,
      masked: [],
    })
    const again = await api.call(contract.readAccount, { params: { id: account.id } })
    expect(again.body).toEqual(account)
  })

  test('says at which field a value is wrong, in the language of the user', async () => {
    const body = {
      kind: 'enterprise',
      name: 'x',
      phone: '123',
      creditCode: '91310000132212766A',
      parentId: chief.id,
    } as const
    const { status, body: problem } = await api.refused(contract.createAccount, { body })
    expect(status).toBe(422)
    expect(problem.errors?.map((one) => [one.path, one.code])).toEqual([
      ['/phone', 'phoneTooShort'],
      ['/creditCode', expect.stringContaining('creditCode')],
      ['/parentId', 'unknownAccount'],
    ])
    expect(problem.errors?.every((one) => one.message.length > 10)).toBe(true)
  })

  test.each([
    ['a birthday of a company', { kind: 'enterprise', birthDate: '1990-02-28' }, 'notForKind'],
    ['a credit code of a person', { kind: 'individual', creditCode: '91310000132212766M' }, 'notForKind'],
    ['a birthday in the future', { kind: 'individual', birthDate: '2026-03-02' }, 'inFuture'],
    ['29 February of a common year', { kind: 'individual', birthDate: '2025-02-29' }, 'invalid_format'],
    ['a custom field nobody defined', { kind: 'individual', custom: { fax: '1' } }, 'unknownField'],
    ['a character that no database keeps', { kind: 'individual', note: 'a\u0000b' }, 'badText'],
    ['half a character', { kind: 'individual', note: 'a\ud800b' }, 'badText'],
  ] as const)('refuses %s', async (_, fields, code) => {
    const { status, body } = await api.refused(contract.createAccount, { body: { name: 'x', ...fields } as never })
    expect([status, body.errors?.[0]?.code ?? body.code]).toEqual([422, code])
  })

  test.each([
    ['emoji', '🚢 Hafen 🏗️'],
    ['right-to-left', 'شركة الشحن البحري‏'],
    ['汉字 beyond the basic plane', '𠮷野家物流𡃁有限公司'],
    ['ten thousand characters', '长'.repeat(10_000)],
    ['quotes and percent signs', `O'Neil "100%" \\ _; drop table accounts`],
  ])('keeps a name with %s as it is', async (_, name) => {
    const account = await make({ name })
    expect((await api.call(contract.readAccount, { params: { id: account.id } })).body.name).toBe(name)
  })

  test('takes 29 February of a leap year', async () => {
    expect((await make({ kind: 'individual', birthDate: '2024-02-29' })).birthDate).toBe('2024-02-29')
  })

  test('names the account that has the credit code already, unless it may not be seen', async () => {
    const code = '91440300708461136T'
    const first = await make({ creditCode: code })
    const body = { kind: 'enterprise', name: 'Twin', creditCode: code } as const
    const seen = await api.refused(contract.createAccount, { body })
    expect(seen).toMatchObject({ status: 409, body: { code: 'creditCodeTaken', holder: { number: first.number } } })
    const unseen = await api.refused(contract.createAccount, { body, as: seller })
    expect(unseen.status).toBe(409)
    expect(JSON.stringify(unseen.body)).not.toContain(first.number)
  })

  test('of one code by two clerks at once makes one account', async () => {
    const body = { kind: 'enterprise', name: 'Race', creditCode: '91110000100001220E', externalKey: 'race-1' } as const
    const replies = await Promise.all(
      [1, 2, 3, 4].map(() => api.inject({ method: 'POST', url: '/api/accounts', payload: body })),
    )
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([201, 409, 409, 409])
  })
})

describe('changing an account', () => {
  test('changes only what is named and tells before and after in the event', async () => {
    const account = await make({ name: 'Old name', industry: 'coal' })
    const { body } = await api.call(contract.changeAccount, {
      params: { id: account.id },
      version: 1,
      body: { name: 'New name', creditGrade: 'AA' },
    })
    expect(body).toMatchObject({ name: 'New name', industry: 'coal', creditGrade: 'AA', version: 2 })
    const { rows } = await database.owner.query(
      `select kind, data from events where subject_id = $1 and kind = 'account.changed'`,
      [account.id],
    )
    expect(rows).toEqual([
      {
        kind: 'account.changed',
        data: {
          changes: {
            name: { from: 'Old name', to: 'New name', category: 'basic' },
            creditGrade: { from: null, to: 'AA', category: 'finance' },
          },
        },
      },
    ])
  })

  test('by two people at once lets one through and shows the other the row as it is now', async () => {
    const account = await make({ name: 'Contested' })
    const change = (name: string) =>
      api.inject({
        method: 'PATCH',
        url: `/api/accounts/${account.id}`,
        headers: { 'if-match': '"1"' },
        payload: { name },
      })
    const replies = await Promise.all([change('Mine'), change('Yours')])
    const [winner, loser] = replies.sort((a, b) => a.statusCode - b.statusCode)
    expect([winner?.statusCode, loser?.statusCode]).toEqual([200, 412])
    expect(loser?.json()).toMatchObject({
      code: 'changedMeanwhile',
      current: { version: 2, name: winner?.json().name },
    })
  })

  test('that changes nothing writes nothing', async () => {
    const account = await make({ name: 'Same' })
    const same = await api.call(contract.changeAccount, {
      params: { id: account.id },
      version: 1,
      body: { name: 'Same' },
    })
    expect(same.body.version).toBe(1)
  })

  test('refuses a parent that stands below', async () => {
    const top = await make({ name: 'Holding' })
    const middle = await make({ name: 'Branch', parentId: top.id })
    const low = await make({ name: 'Depot', parentId: middle.id })
    for (const parentId of [low.id, top.id]) {
      const answer = await api.refused(contract.changeAccount, {
        params: { id: top.id },
        version: 1,
        body: { parentId },
      })
      expect(answer.body.errors?.[0]?.code).toBe('circle')
    }
    expect(low.parent).toEqual({ id: middle.id, number: middle.number, name: 'Branch' })
  })

  test('needs the version it read', async () => {
    const account = await make()
    const { status } = await api.refused(contract.changeAccount, { params: { id: account.id }, body: { name: 'x' } })
    expect(status).toBe(428)
  })
})

describe('rights', () => {
  test('a seller sees and changes his own accounts alone', async () => {
    const mine = await make({ name: 'Mine' }, seller)
    const theirs = await make({ name: 'Theirs' })
    expect((await api.refused(contract.readAccount, { params: { id: theirs.id }, as: seller })).status).toBe(404)
    const change = { version: 1, body: { name: 'Changed' }, as: seller }
    expect((await api.refused(contract.changeAccount, { params: { id: theirs.id }, ...change })).status).toBe(404)
    expect((await api.call(contract.changeAccount, { params: { id: mine.id }, ...change })).body.name).toBe('Changed')
  })

  test('a seller does not give an account out of his own sight', async () => {
    const mine = await make({ name: 'Mine' }, seller)
    const answer = await api.refused(contract.changeAccount, {
      params: { id: mine.id },
      version: 1,
      body: { ownerId: colleague.id },
      as: seller,
    })
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden'])
  })

  test('a team sees what is its own', async () => {
    const account = await make({ name: 'South', teamId: team })
    expect((await api.call(contract.readAccount, { params: { id: account.id }, as: colleague })).body.name).toBe(
      'South',
    )
  })

  test('who may read and not change is told so with 403', async () => {
    const account = await make()
    const answer = await api.refused(contract.changeAccount, {
      params: { id: account.id },
      version: 1,
      body: { name: 'x' },
      as: clerk,
    })
    expect(answer.status).toBe(403)
  })

  test('a category one may not write is refused by the name of the field', async () => {
    const account = await make({ name: 'Limits' }, seller)
    const answer = await api.refused(contract.changeAccount, {
      params: { id: account.id },
      version: 1,
      body: { name: 'x', creditLimitE4: 5_0000 },
      as: seller,
    })
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'categoryNotWritable', errors: [{ path: '/creditLimitE4', code: 'notWritable' }] },
    })
  })

  test('a category one may not read is empty and named', async () => {
    const account = await make({
      name: 'Secret',
      creditLimitE4: 987_654_321,
      bankAccount: '6222-secret',
      goods: ['wine'],
    })
    const raw = await api.inject({ method: 'GET', url: `/api/accounts/${account.id}`, as: clerk })
    const shown = raw.json() as contract.Account
    expect(shown).toMatchObject({ name: 'Secret', creditLimitE4: null, bankAccount: null, goods: [] })
    expect(new Set(Object.values(shown.figures))).toEqual(new Set([null]))
    expect(shown.masked).toEqual(
      expect.arrayContaining(['creditLimitE4', 'bankAccount', 'goods', 'figures.amountE4', 'figures.orders']),
    )
    expect(raw.body).not.toMatch(/987654321|6222-secret|wine/)
  })
})

describe('the life of an account', () => {
  test('moves along its states with a reason, and not by a way that is none', async () => {
    const { id } = await make()
    const move = (state: contract.AccountState, version: number) => ({
      params: { id },
      version,
      body: { state, reason: 'first order' },
    })
    const { body } = await api.call(contract.moveAccountState, move('active', 1))
    expect(body).toMatchObject({ state: 'active', stateSince: '2026-03-01T08:00:00.000Z', version: 2 })
    const refused = await api.refused(contract.moveAccountState, move('prospect', 2))
    expect([refused.status, refused.body.code]).toEqual([409, 'moveNotAllowed'])
  })

  test('is taken back where it came from, even where no move leads, but only its last move', async () => {
    const { id } = await make()
    const move = (state: 'potential' | 'lost', version: number) => ({
      params: { id },
      version,
      body: { state, reason: 'by mistake' },
    })
    await api.call(contract.moveAccountState, move('lost', 1))
    const back = await api.call(contract.takeBackStateMove, { params: { id }, version: 2 })
    expect(back.body).toMatchObject({ state: 'prospect', stateSince: '2026-03-01T08:00:00.000Z', version: 3 })

    const again = await api.refused(contract.takeBackStateMove, { params: { id }, version: 3 })
    expect([again.status, again.body.code]).toEqual([409, 'nothingToTakeBack'])
    await api.call(contract.moveAccountState, move('potential', 3))
    const late = await api.refused(contract.takeBackStateMove, { params: { id }, version: 3 })
    expect(late.status).toBe(412)
  })

  test('goes to the bin and comes back', async () => {
    const { id } = await make({ externalKey: 'bin-1' })
    await api.call(contract.deleteAccount, { params: { id }, version: 1 })
    expect((await api.refused(contract.readAccount, { params: { id } })).status).toBe(404)
    expect((await api.call(contract.restoreAccount, { params: { id } })).body).toMatchObject({ id, version: 3 })
  })

  test('does not come back while another account has its key', async () => {
    const { id } = await make({ externalKey: 'bin-2' })
    await api.call(contract.deleteAccount, { params: { id }, version: 1 })
    await make({ externalKey: 'bin-2' })
    const refused = await api.refused(contract.restoreAccount, { params: { id } })
    expect([refused.status, refused.body.code]).toEqual([409, 'externalKeyTaken'])
  })

  test('is verified as of now', async () => {
    const { id } = await make()
    expect((await api.call(contract.verifyAccount, { params: { id } })).body.verifiedAt).toBe(
      '2026-03-01T08:00:00.000Z',
    )
  })
})
