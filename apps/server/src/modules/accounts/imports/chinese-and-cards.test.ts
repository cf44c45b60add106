import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { demoCustomer } from '@quayside/demo-company'
import { detectFile, readVCards } from '@quayside/tabular'
import { beforeEach, expect, test } from 'vitest'
import { encodeGb18030 } from '../../../../../../packages/tabular/test/encode-gb18030.ts'
import { aUser, testApp, testDatabase, testFiles } from '../../../../test/harness.ts'
import { check, contentOf, type Desk, realData, run } from './for-tests.ts'

let desk: Desk
beforeEach(async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const now = new Date('2026-11-22T08:00:00Z')
  desk = { app: await testApp(database, { as: await aUser(database), files, now }), database, files, now }
})

const rowsOf = async (text: string) => (await desk.database.owner.query(text)).rows

test('a Chinese customer list in GB18030 comes in as it was written', async () => {
  const customers = Array.from({ length: 1_200 }, (_, index) =>
    demoCustomer({ seed: 7, customers: 1_200, linesPerCustomer: 1 }, index),
  ).filter((customer) => customer.kind === 'enterprise')
  const lines = customers.map((customer) => {
    const address = customer.addresses.find((one) => one.isPrimary) ?? customer.addresses[0]
    const contact = customer.contacts[0]
    return [
      `GB-${customer.index}`,
      customer.name,
      customer.creditCode,
      customer.phone,
      contact?.name,
      contact?.mobile,
      address?.place.province,
      address?.place.city,
      address?.street,
    ]
      .map((cell) => cell ?? '')
      .join(';')
  })
  const file = encodeGb18030(
    ['客户编号;客户名称;统一社会信用代码;电话;联系人;手机;省份;城市;地址', ...lines].join('\r\n'),
  )
  const checked = await check(desk, '客户清单.csv', file, { target: 'customers', duplicates: 'create' })
  expect(checked).toMatchObject({
    detected: { encoding: 'gb18030', delimiter: ';', bom: false },
    counts: { rows: customers.length, faulty: 0 },
  })
  expect((await run(desk, checked.id)).counts).toMatchObject({
    accountsCreated: customers.length,
    contactsCreated: customers.length,
  })
  const stored =
    await rowsOf(`select a.external_key as key, a.name, a.credit_code, c.name as contact, d.province, d.city, d.street from accounts a
    join contacts c on c.account_id = a.id join addresses d on d.account_id = a.id`)
  const byKey = new Map(stored.map((row) => [row.key, row]))
  for (const customer of customers) {
    const address = customer.addresses.find((one) => one.isPrimary) ?? customer.addresses[0]
    expect(byKey.get(`GB-${customer.index}`)).toEqual({
      key: `GB-${customer.index}`,
      name: customer.name,
      credit_code: customer.creditCode,
      contact: customer.contacts[0]?.name,
      province: address?.place.province,
      city: address?.place.city,
      street: address?.street,
    })
  }
})

test('every card of every program comes in as a contact', async () => {
  const folder = realData('vcard/ez-vcard')
  if (!folder) return
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.vcf'))) {
    const path = join(folder, name)
    const detected = await detectFile(path)
    if (detected.kind !== 'vcard') throw new Error(`${name} is no card`)
    let cards = 0
    for await (const _ of readVCards(path, detected)) cards++
    const before = (await rowsOf('select count(*)::int as n from contacts'))[0].n
    const { id, counts } = await check(desk, name, await contentOf(path), { target: 'contacts' })
    expect([name, counts.rows, counts.faulty]).toEqual([name, cards, 0])
    const done = await run(desk, id)
    expect([name, done.state]).toEqual([name, 'done'])
    const after = (await rowsOf('select count(*)::int as n from contacts'))[0].n
    expect(after - before).toBe(done.counts.contactsCreated)
    expect(done.counts.contactsCreated).toBeLessThanOrEqual(cards)
  }
  const [john] = await rowsOf(
    `select a.name as company, c.job_title, c.email from contacts c join accounts a on a.id = c.account_id where c.name = 'John Doe' and c.job_title is not null limit 1`,
  )
  expect(john.company).not.toBe('')
})

test('people of a list find their company by its name, and the same list again adds nobody', async () => {
  const list =
    '姓名,公司,手机,邮箱\n王芳,上海远洋物流有限公司,13800138000,wang@yuanyang.example\n李雷,上海远洋物流有限公司,13900139000,\n张三,,13700137000,\n'
  const done = await run(desk, (await check(desk, 'p.csv', list, { target: 'contacts' })).id)
  expect(done.counts).toMatchObject({ accountsCreated: 2, contactsCreated: 3 })
  expect(
    await rowsOf(
      'select a.kind, a.name, count(*)::int as people from accounts a join contacts c on c.account_id = a.id group by 1, 2 order by 1',
    ),
  ).toEqual([
    { kind: 'enterprise', name: '上海远洋物流有限公司', people: 2 },
    { kind: 'individual', name: '张三', people: 1 },
  ])
  const again = await run(desk, (await check(desk, 'p.csv', list, { target: 'contacts' })).id)
  expect(again.counts).toMatchObject({ accountsCreated: 0, contactsCreated: 0 })
})
