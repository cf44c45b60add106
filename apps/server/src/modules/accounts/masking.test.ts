import * as contract from '@quayside/contract'
import { expect, test } from 'vitest'
import { aUser, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'

/** Values that occur nowhere else, in every place that keeps finance. */
const secrets = {
  creditLimitE4: 918_273_645,
  bankName: 'Bank of Sealed Lips',
  bankAccount: '6222-0918-2736-45',
  taxTitle: 'Sealed Invoice Title',
  paymentDays: 359,
}
const amounts = [736_455_463, 546_372_819, 463_728_191]

/** What a route asks for besides an id. */
const queries: Readonly<Record<string, readonly string[]>> = {
  listAccounts: [
    ...contract.AccountSort.options.map((sort) => `sort=${sort}&count=yes`),
    'search=Sealed',
    'search=6222',
  ],
  searchAccounts: ['q=Sealed', 'q=Keeper', 'q=918273645', 'q=0918'],
  listSavedViews: ['subject=accounts'],
  searchPorts: ['q=sha'],
}

test('a role without finance meets no finance value in any reply', async () => {
  const database = await testDatabase()
  const chief = await aUser(database)
  const modules = Object.fromEntries(contract.Module.options.map((module) => [module, 'all' as const]))
  const clerk = await aUser(database, {
    rights: { modules, categories: { basic: true, address: true, behaviour: true, shared: true } },
  })
  const api = await testApp(database, { as: chief })
  const make = async (name: string, more: Partial<contract.NewAccount> = {}) =>
    (await api.call(contract.createAccount, { body: { kind: 'enterprise', name, ...more } })).body
  const parent = await make('Keeper Holding')
  const account = await make('Keeper', { ...secrets, parentId: parent.id, creditGrade: 'AAA' })
  await api.call(contract.changeAccount, {
    params: { id: account.id },
    version: 1,
    body: { creditLimitE4: 827_364_555, bankAccount: '6222-0000' },
  })
  const orderId = newId()
  await writeAsOwner(database, async (tx) => {
    const order = { account_id: account.id, ordered_on: '2026-02-01', currency: 'CNY' }
    await tx
      .insertInto('orders')
      .values({ ...order, id: orderId, number: 'O-1', attributes: JSON.stringify({ Sales: amounts[0] }) })
      .execute()
    await tx
      .insertInto('order_lines')
      .values({
        ...order,
        id: newId(),
        order_id: orderId,
        line_no: 1,
        amount_e4: amounts[0],
        cost_e4: amounts[1],
        freight_e4: amounts[2],
      })
      .execute()
  })
  const sealed = [
    ...Object.values(secrets).filter((value) => value !== 359),
    ...amounts,
    827_364_555,
    '6222-0000',
    (amounts[0] as number) - (amounts[1] as number),
  ]

  const read = api.app.served.filter((route) => route.method === 'GET' && route.kind === 'json')
  const met: string[] = []
  for (const route of read) {
    const ids = route.path.includes(':') ? [account.id, parent.id, orderId] : ['']
    for (const id of ids)
      for (const query of queries[route.name] ?? ['']) {
        const url = `/api${route.path.replaceAll(/:\w+/g, id)}?${query}`
        const reply = await api.inject({ method: 'GET', url, as: clerk })
        if (reply.statusCode === 200) met.push(route.name)
        for (const value of sealed) expect(reply.body, `${url} → ${reply.statusCode}`).not.toContain(String(value))
        if (route.tag === 'Accounts') expect(reply.body, url).not.toContain('"AAA"')
      }
  }
  // The check is worth something only if the replies are there to be looked at.
  const looked = [
    'listAccounts',
    'searchAccounts',
    'readAccount',
    'readCustomer360',
    'readTimeline',
    'listOrders',
    'readOrder',
    'countAccountsByState',
    'readMyDay',
  ]
  expect(met).toEqual(expect.arrayContaining(looked))

  const seen = await api.inject({ method: 'GET', url: `/api/accounts/${account.id}/360` })
  expect(seen.body).toContain(String(amounts[0]))
})
