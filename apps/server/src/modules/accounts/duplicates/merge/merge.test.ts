import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../../test/harness.ts'
import type { User } from '../../../../platform/http/serve.ts'
import { newId } from '../../../../platform/ids.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let clerk: User

const categories = { basic: true, address: true, behaviour: true, shared: true, finance: true }

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database, { name: 'Chief' })
  clerk = await aUser(database, {
    rights: { modules: { accounts: { read: 'all', change: 'all', delete: 'own' } }, categories },
  })
  api = await testApp(database, { as: chief, now: new Date('2026-03-01T08:00:00Z') })
})

const make = async (name: string, more: Partial<contract.NewAccount> = {}) =>
  (await api.call(contract.createAccount, { body: { kind: 'enterprise', name, ...more } })).body
const read = async (id: string) => (await api.call(contract.readAccount, { params: { id } })).body
type Choices = Record<string, 'winner' | 'loser' | 'both'>
const body = (winner: contract.Account, loser: contract.Account, choices: Choices = {}) => ({
  winnerId: winner.id,
  loserId: loser.id,
  winnerVersion: winner.version,
  loserVersion: loser.version,
  choices,
})
const merge = async (winner: contract.Account, loser: contract.Account, choices: Choices = {}) =>
  (await api.call(contract.mergeAccounts, { body: body(winner, loser, choices) })).body
const undo = async (id: string) => (await api.call(contract.undoMerge, { params: { id } })).body
const contactsOf = async (id: string) => (await api.call(contract.readCustomer360, { params: { id } })).body.contacts

describe('merging', () => {
  test('keeps what was chosen field by field, joins lists, and fills what the winner lacks', async () => {
    const a = await make('中外运华南有限公司', { tags: ['海运'], industry: '货代', email: null, note: '甲' })
    const b = await make('中外运华南公司', {
      tags: ['空运'],
      industry: '物流',
      email: 'a@sinotrans.com',
      note: '乙',
      paymentDays: 30,
    })
    await merge(a, b, { name: 'winner', industry: 'loser', tags: 'both', note: 'both' })
    expect(await read(a.id)).toMatchObject({
      name: '中外运华南有限公司',
      industry: '物流',
      tags: ['海运', '空运'],
      note: '甲\n\n乙',
      email: 'a@sinotrans.com',
      paymentDays: 30,
      version: 3,
    })
  })

  test('leads from the merged account to the one that stays, along several merges', async () => {
    const [a, b, c] = [await make('甲港'), await make('乙港'), await make('丙港')]
    const first = await merge(a, b)
    expect((await read(b.id)).mergedInto).toBe(a.id)
    await merge(c, await read(a.id))
    expect((await read(b.id)).mergedInto).toBe(c.id)
    expect((await api.call(contract.readCustomer360, { params: { id: b.id } })).body.account.mergedInto).toBe(c.id)
    const refused = await api.refused(contract.undoMerge, { params: { id: first.id } })
    expect([refused.status, refused.body.code]).toEqual([409, 'laterMergeStands'])
    const { rows } = (await api.call(contract.listMerges, { query: { accountId: a.id } })).body
    expect(rows.map((row) => row.canUndo)).toEqual([true, false])
  })

  test('does not double a person with the same mobile, who learns what the other knew', async () => {
    const [a, b] = [await make('丁港'), await make('戊港')]
    await api.call(contract.addContact, { params: { id: a.id }, body: { name: '王芳', mobile: '13800138000' } })
    await api.call(contract.addContact, {
      params: { id: b.id },
      body: { name: '王芳', mobile: '+86 138 0013 8000', email: 'wang@port.cn', isPrimary: true },
    })
    await api.call(contract.addContact, { params: { id: b.id }, body: { name: '李强', mobile: '13900139000' } })
    const { id } = await merge(await read(a.id), await read(b.id))
    expect((await contactsOf(a.id)).map(({ name, email }) => [name, email]).sort()).toEqual([
      ['李强', null],
      ['王芳', 'wang@port.cn'],
    ])
    await undo(id)
    expect((await contactsOf(a.id)).map(({ name, email }) => [name, email])).toEqual([['王芳', null]])
    expect(await contactsOf(b.id)).toHaveLength(2)
  })

  test('moves the orders, and the sums with them', async () => {
    const [a, b] = [await make('己港'), await make('庚港')]
    const order = newId()
    await database.owner.query(
      `insert into orders (id, number, account_id, ordered_on, currency) values ($1, $2, $3, '2026-01-05', 'CNY')`,
      [order, `O-${order}`, b.id],
    )
    await database.owner.query(
      `insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, amount_e4) values ($1, $2, $3, '2026-01-05', 'CNY', 1, 70000)`,
      [newId(), order, b.id],
    )
    await merge(a, b)
    expect((await read(a.id)).figures).toMatchObject({ orders: 1, lines: 1, amountE4: 70_000 })
    expect((await read(b.id)).figures).toMatchObject({ orders: 0, lines: 0, amountE4: 0 })
  })

  test('moves stock counts, but not over those the winner made himself, and returns them', async () => {
    const [a, b] = [await make('辛港'), await make('壬港')]
    const count = (accountId: string, sku: string) =>
      database.owner.query(
        `insert into inventory_snapshots (id, account_id, day, site, sku, quantity, currency) values ($1, $2, '2026-01-05', 'A', $3, 7, 'CNY')`,
        [newId(), accountId, sku],
      )
    const skusOf = async (accountId: string) =>
      (
        await database.owner.query<{ sku: string }>(
          'select sku from inventory_snapshots where account_id = $1 order by sku',
          [accountId],
        )
      ).rows.map(({ sku }) => sku)
    await count(a.id, 'both')
    await count(b.id, 'both')
    await count(b.id, 'hers')
    const { id } = await merge(a, b)
    expect([await skusOf(a.id), await skusOf(b.id)]).toEqual([['both', 'hers'], ['both']])
    await undo(id)
    expect([await skusOf(a.id), await skusOf(b.id)]).toEqual([['both'], ['both', 'hers']])
  })

  test('gives the winner the place of the loser in the group when he stood below him', async () => {
    const top = await make('集团')
    const b = await make('集团子公司', { parentId: top.id })
    const a = await make('集团孙公司', { parentId: b.id })
    const { id } = await merge(a, b)
    expect((await read(a.id)).parent?.id).toBe(top.id)
    await undo(id)
    expect((await read(a.id)).parent?.id).toBe(b.id)
  })

  test('keeps what happened to the merged account in sight of those who see the one that stays', async () => {
    const seller = await aUser(database, {
      rights: { modules: { accounts: 'own', timeline: { read: 'all' } }, categories },
    })
    const [a, b] = [await make('午港', { ownerId: seller.id }), await make('未港')]
    const eventsOf = async (id: string, as: User) =>
      (await api.call(contract.readTimeline, { params: { id }, query: { show: 'events' }, as })).body.rows.map((row) =>
        row.type === 'event' ? [row.kind, row.mergedNumber] : [],
      )
    const before = await eventsOf(a.id, seller)
    const { id } = await merge(a, b)
    for (const person of [chief, seller])
      expect(await eventsOf(a.id, person)).toEqual(
        expect.arrayContaining([
          ['account.merged', null],
          ['account.created', null],
          ['account.created', b.number],
        ]),
      )
    expect((await eventsOf(a.id, chief)).flat()).not.toContain('account.mergedInto')
    await undo(id)
    expect((await eventsOf(a.id, seller)).filter(([, number]) => number !== null)).toEqual([])
    expect(before).toEqual([['account.created', null]])
  })

  test('is told on both accounts', async () => {
    const [a, b] = [await make('辛港'), await make('壬港')]
    const { id } = await merge(a, b)
    await undo(id)
    const { rows } = await database.owner.query(
      `select account_id, kind from events where data ->> 'mergeId' = $1 order by seq`,
      [id],
    )
    expect(rows).toEqual([
      { account_id: a.id, kind: 'account.merged' },
      { account_id: b.id, kind: 'account.mergedInto' },
      { account_id: a.id, kind: 'account.mergeUndone' },
      { account_id: b.id, kind: 'account.mergeUndone' },
    ])
  })
})

describe('merging is refused', () => {
  test('when either account was changed since it was read', async () => {
    const [a, b] = [await make('癸港'), await make('子港')]
    await api.call(contract.changeAccount, { params: { id: b.id }, body: { note: 'x' }, version: 1 })
    const refused = await api.refused(contract.mergeAccounts, { body: body(a, b) })
    expect([refused.status, refused.body.code]).toEqual([412, 'changedMeanwhile'])
    expect((refused.body as unknown as { current: contract.Account }).current.id).toBe(b.id)
  })

  test('to who may not delete both, by the database as well', async () => {
    const [a, b] = [await make('丑港'), await make('寅港')]
    await database.owner.query('update accounts set owner_id = $1 where id = $2', [clerk.id, a.id])
    expect((await api.refused(contract.mergeAccounts, { body: body(a, b), as: clerk })).status).toBe(403)
    const client = await database.app.connect()
    try {
      await client.query(`begin; select set_config('quayside.actor', '${clerk.id}', true)`)
      const around = client.query(`select move_for_merge($1, $2, $3, '{}', '{}', '{}', now())`, [newId(), a.id, b.id])
      await expect(around).rejects.toMatchObject({ code: '42501' })
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

  test('as undoing is, to who may not delete both', async () => {
    const { id } = await merge(await make('卯港'), await make('辰港'))
    expect((await api.refused(contract.undoMerge, { params: { id }, as: clerk })).status).toBe(403)
    const blind = await aUser(database, { rights: { modules: { accounts: 'own' }, categories } })
    expect((await api.refused(contract.undoMerge, { params: { id }, as: blind })).status).toBe(404)
    await undo(id)
    expect((await api.refused(contract.undoMerge, { params: { id } })).body.code).toBe('mergeUndone')
  })

  test('when somebody decides a field he may not write', async () => {
    const [a, b] = [await make('巳港', { bankAccount: '1' }), await make('午港', { bankAccount: '2' })]
    const sales = await aUser(database, {
      rights: { modules: { accounts: 'all' }, categories: { ...categories, finance: { read: true } } },
    })
    const asked = { body: body(a, b, { bankAccount: 'loser' }), as: sales }
    expect((await api.refused(contract.mergeAccounts, asked)).body.code).toBe('categoryNotWritable')
  })

  test.each([
    ['an unknown field', { colour: 'loser' }],
    ['both of a single value', { industry: 'both' }],
    ['the kind', { kind: 'loser' }],
  ] as const)('for a choice of %s', async (_, choices) => {
    const asked = { body: body(await make('未港'), await make('申港'), choices as never) }
    expect((await api.refused(contract.mergeAccounts, asked)).body.code).toBe('wrongChoices')
  })

  test('for a company and a person, and for an account with itself', async () => {
    const [a, b] = [await make('酉港'), await make('戌', { kind: 'individual' })]
    expect((await api.refused(contract.mergeAccounts, { body: body(a, b) })).body.code).toBe('kindsDiffer')
    expect((await api.refused(contract.mergeAccounts, { body: body(a, a) })).body.code).toBe('sameAccount')
  })
})

test('of two who merge one pair at once, either way round, one succeeds', async () => {
  const [a, b] = [await make('并港'), await make('并港二')]
  const url = '/api/merges'
  const both = await Promise.all([
    api.inject({ method: 'POST', url, payload: body(a, b) }),
    api.inject({ method: 'POST', url, payload: body(b, a) }),
  ])
  expect(both.map((one) => one.statusCode).sort()).toEqual([201, 404])
  const { rows } = (await api.call(contract.listMerges, { query: { accountId: a.id } })).body
  expect(rows).toHaveLength(1)
})

describe('undoing later', () => {
  test('keeps what people changed since, and leaves with the winner what was added since', async () => {
    const [a, b] = [await make('亥港', { industry: '旧' }), await make('春港', { industry: '新', tags: ['冷链'] })]
    const person = (await api.call(contract.addContact, { params: { id: b.id }, body: { name: '赵敏' } })).body
    const { id } = await merge(await read(a.id), await read(b.id), { industry: 'loser' })
    await api.call(contract.changeContact, {
      params: { id: person.id },
      body: { jobTitle: '经理' },
      version: person.version + 1,
    })
    const added = (await api.call(contract.addContact, { params: { id: a.id }, body: { name: '周游' } })).body
    await api.call(contract.changeAccount, {
      params: { id: a.id },
      body: { industry: '更新' },
      version: (await read(a.id)).version,
    })

    expect(await undo(id)).toMatchObject({ returned: 1, changedSince: 1, gone: 0, exact: false })
    expect(await read(a.id)).toMatchObject({ industry: '更新', tags: [] })
    expect((await contactsOf(a.id)).map((one) => one.id)).toEqual([added.id])
    expect((await contactsOf(b.id)).map(({ name, jobTitle }) => [name, jobTitle])).toEqual([['赵敏', '经理']])
    const found = (await api.call(contract.searchAccounts, { query: { q: '赵敏' } })).body.rows
    expect(found.map((row) => row.id)).toEqual([b.id])
  })

  test('is refused while the winner lies in the bin, or when the external key went to somebody else', async () => {
    const [a, b] = [await make('夏港'), await make('秋港', { externalKey: 'ERP-7' })]
    const { id } = await merge(a, b, { externalKey: 'loser' })
    const winner = await read(a.id)
    expect(winner.externalKey).toBe('ERP-7')
    await api.call(contract.deleteAccount, { params: { id: a.id }, version: winner.version })
    expect((await api.refused(contract.undoMerge, { params: { id } })).body.code).toBe('winnerDeleted')
    await api.call(contract.restoreAccount, { params: { id: a.id } })
    await api.call(contract.changeAccount, {
      params: { id: a.id },
      body: { externalKey: null },
      version: (await read(a.id)).version,
    })
    await make('冬港', { externalKey: 'ERP-7' })
    expect((await api.refused(contract.undoMerge, { params: { id } })).body.code).toBe('externalKeyTaken')
  })
})
