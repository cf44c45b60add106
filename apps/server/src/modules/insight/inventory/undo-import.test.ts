import { inventory, listInventoryUploads, mergeAccounts, undoInventory, uploadInventory } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { aBase, type Base } from '../for-tests.ts'

let base: Base
beforeAll(async () => {
  base = await aBase()
})
afterAll(() => base.close())

const head = '客户编号,仓库,货品编码,盘点日期,数量,单位,库存金额,币种'

function sent(lines: readonly string[], name: string) {
  const start = `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`
  return {
    payload: Buffer.from(`${start}${[head, ...lines].join('\n')}\r\n--b--\r\n`),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  }
}
const upload = async (lines: readonly string[], name = 'stock.csv', as = base.boss) =>
  (await base.app.call(uploadInventory, { ...sent(lines, name), as })).body
const stored = async () =>
  (
    await base.database.owner.query(
      `select s.sku, s.quantity::float8 as quantity, s.value_e4::float8 / 1e4 as value, s.currency, a.name
       from   inventory_snapshots s join accounts a on a.id = s.account_id order by a.name, s.sku, s.day`,
    )
  ).rows
const customer = (name: string, more: { external_key?: string; owner_id?: string } = {}) =>
  writeAsOwner(base.database, async (tx) => {
    const { id } = await anAccount(tx, { name, ...more })
    return tx.selectFrom('accounts').select(['id', 'number', 'version']).where('id', '=', id).executeTakeFirstOrThrow()
  })

test('an upload is taken back whole: what it added goes, what it corrected is as before, and the page follows', async () => {
  const { number } = await customer('Paper mill')
  const line = (sku: string, quantity: number, value: number) =>
    `${number},W,${sku},2026-01-10,${quantity},pcs,${value},CNY`
  await upload([line('A', 1, 10), line('B', 2, 20), line('C', 3, 30)], 'first.csv')
  const before = await stored()
  const second = await upload([line('A', 9, 90), line('B', 2, 20), line('D', 4, 40)], 'second.csv')
  expect(second).toMatchObject({ added: 1, corrected: 1, unchanged: 1 })
  expect(await stored()).not.toEqual(before)
  const { body } = await base.app.call(undoInventory, { params: { id: second.importId as string } })
  expect(body).toEqual({ removed: 1, restored: 1 })
  expect(await stored()).toEqual(before)
  await base.warehouse.catchUp()
  const page = await base.app.call(inventory.read, { query: { from: '2026-01-01', to: '2026-01-31', currency: 'CNY' } })
  expect(page.body.total.averageE4).toBe(60_0000)
  const again = await base.app.refused(undoInventory, { params: { id: second.importId as string } })
  expect([again.status, again.body.code]).toEqual([409, 'uploadUndone'])
  const list = await base.app.call(listInventoryUploads)
  expect(list.body.uploads.map(({ fileName, undoneAt, can }) => [fileName, undoneAt !== null, can.undo])).toEqual([
    ['second.csv', true, false],
    ['first.csv', false, true],
  ])
  const { rows } = await base.database.owner.query(`select data from events where kind = 'inventory.importUndone'`)
  expect(rows[0].data).toMatchObject({ fileName: 'second.csv', removed: 1, restored: 1 })
})

test('what a later upload corrected is taken back in turn, the later first, down to nothing', async () => {
  const { number } = await customer('Tea shop')
  const line = (quantity: number) => `${number},W,T,2026-02-10,${quantity},kg,5,CNY`
  const ids: string[] = []
  for (const quantity of [1, 2, 3]) ids.push((await upload([line(quantity)], `tea-${quantity}.csv`)).importId as string)
  const tea = async () => (await stored()).filter(({ name }) => name === 'Tea shop').map(({ quantity }) => quantity)
  const [first, middle, last] = ids as [string, string, string]
  for (const id of [first, middle]) {
    const refused = await base.app.refused(undoInventory, { params: { id } })
    expect([refused.status, refused.body.code]).toEqual([409, 'correctedSince'])
    expect(refused.body).toMatchObject({ messageZh: expect.stringMatching(/请先撤回 tea-[23]\.csv/) })
  }
  expect(await tea()).toEqual([3])
  await base.app.call(undoInventory, { params: { id: last } })
  expect(await tea()).toEqual([2])
  await base.app.call(undoInventory, { params: { id: middle } })
  expect(await tea()).toEqual([1])
  await base.app.call(undoInventory, { params: { id: first } })
  expect(await tea()).toEqual([])
})

test('number and key of a customer merged away lead to the one he was merged into, through every merge', async () => {
  const [one, two, three] = [
    await customer('Old one', { external_key: 'OLD-1' }),
    await customer('Middle', { external_key: 'MID-2' }),
    await customer('Survivor', { external_key: 'NEW-3' }),
  ]
  const versions = async (id: string) =>
    (await base.database.owner.query('select version from accounts where id = $1', [id])).rows[0].version
  for (const [winner, loser] of [
    [two, one],
    [three, two],
  ] as const)
    await base.app.call(mergeAccounts, {
      body: {
        winnerId: winner.id,
        loserId: loser.id,
        winnerVersion: await versions(winner.id),
        loserVersion: await versions(loser.id),
        choices: {},
      },
    })
  const lines = [one.number, 'OLD-1', two.number, 'MID-2', three.number, 'NEW-3'].map(
    (written, at) => `${written},W,S-${at},2026-03-10,1,pcs,1,CNY`,
  )
  expect(await upload(lines)).toMatchObject({ added: 6, faulty: 0 })
  expect((await stored()).filter(({ name }) => name === 'Survivor')).toHaveLength(6)
  // A key given to somebody new since is his.
  const fresh = await customer('Took the key', { external_key: 'OLD-1' })
  expect(await upload(['OLD-1,W,S-0,2026-03-11,1,pcs,1,CNY'])).toMatchObject({ added: 1 })
  const { rows } = await base.database.owner.query('select day from inventory_snapshots where account_id = $1', [
    fresh.id,
  ])
  expect(rows).toHaveLength(1)
})

test('a seller takes back his own uploads, and neither sees nor takes back those of others', async () => {
  const seller = await aUser(base.database, {
    rights: {
      modules: { accounts: 'own', orders: 'own', analyses: 'own', imports: { read: 'own', create: 'own' } },
      categories: { basic: true, finance: true },
    },
  })
  const own = await customer('His own', { owner_id: seller.id })
  const theirs = (await upload([`${own.number},W,X,2026-04-10,1,pcs,1,CNY`], 'boss.csv')).importId as string
  const mine = (await upload([`${own.number},W,Y,2026-04-10,1,pcs,1,CNY`], 'mine.csv', seller)).importId as string
  const list = await base.app.call(listInventoryUploads, { as: seller })
  expect(list.body.uploads.map(({ fileName }) => fileName)).toEqual(['mine.csv'])
  expect((await base.app.refused(undoInventory, { as: seller, params: { id: theirs } })).status).toBe(404)
  await base.app.call(undoInventory, { as: seller, params: { id: mine } })
  expect((await stored()).filter(({ name }) => name === 'His own').map(({ sku }) => sku)).toEqual(['X'])
})

test('an upload that changed nothing leaves nothing to take back', async () => {
  const { number } = await customer('Still')
  const lines = [`${number},W,Z,2026-05-10,1,pcs,1,CNY`]
  expect((await upload(lines)).importId).not.toBeNull()
  expect(await upload(lines)).toMatchObject({ unchanged: 1, importId: null })
})
