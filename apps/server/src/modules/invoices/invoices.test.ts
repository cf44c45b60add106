import * as contract from '@quayside/contract'
import fc from 'fast-check'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import { aUser } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { line, type MoneyDesk, openMoneyDesk } from './for-tests.ts'
import { capitalAmount } from './papers/capital-amount.ts'

let { api, database, seller, customer, write, pay, read, settle } = {} as MoneyDesk
beforeAll(async () => {
  ;({ api, database, seller, customer, write, pay, read, settle } = await openMoneyDesk())
})

describe('an invoice', () => {
  test('is written with 增值税 by line, falls due as agreed, and names the buyer as he was', async () => {
    const id = await customer({ name: '远航', tax_title: '远航贸易有限公司', credit_code: '91310000MA1K35Q12X' })
    const made = await write(id, {
      lines: [line(1000_0000), line(333_3333, 600), { ...line(50_0000, 0), taxTreatment: 'exempt' }],
    })
    expect(made).toMatchObject({
      status: 'issued',
      standing: 'overdue',
      dueOn: '2026-03-03',
      overdueDays: 12,
      netE4: 1383_3333,
      taxE4: 90_0000 + 20_0000,
      buyer: { title: '远航贸易有限公司', taxNumber: '91310000MA1K35Q12X' },
    })
    expect(made.totalE4).toBe(made.netE4 + made.taxE4)
    expect(made.number).toMatch(/^INV-2026-\d{6}$/)
  })

  test('sent again with the same key is the same invoice', async () => {
    const id = await customer()
    const first = await write(id, { externalKey: 'ERP-1' })
    expect((await write(id, { externalKey: 'ERP-1' })).id).toBe(first.id)
  })

  test('is a draft until it is issued; then only fapiao, due day, reference and note change', async () => {
    const draft = await write(await customer(), { issue: false })
    expect(draft).toMatchObject({ standing: 'draft', openE4: 0 })
    const changed = await api.call(contract.changeInvoice, {
      params: { id: draft.id },
      version: draft.version,
      body: { lines: [line(20_0000)] as never },
    })
    const issued = await api.call(contract.issueInvoice, { params: { id: draft.id }, version: changed.body.version })
    expect(issued.body).toMatchObject({ status: 'issued', openE4: 21_8000 })
    const refused = await api.refused(contract.changeInvoice, {
      params: { id: draft.id },
      version: issued.body.version,
      body: { currency: 'USD' },
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'invoiceIssued'])
    const stale = await api.refused(contract.changeInvoice, {
      params: { id: draft.id },
      version: 1,
      body: { note: 'x' },
    })
    expect(stale.status).toBe(412)
    await api.call(contract.changeInvoice, {
      params: { id: draft.id },
      version: issued.body.version,
      body: { fapiaoNumber: '24312000000000000001' },
    })
    const twice = await api.refused(contract.createInvoice, {
      body: {
        accountId: await customer(),
        issuedOn: '2026-02-01',
        currency: 'CNY',
        lines: [line(1)],
        fapiaoNumber: '24312000000000000001',
      } as never,
    })
    expect([twice.status, twice.body.code]).toEqual([409, 'fapiaoTaken'])
  })

  test('with a field that is wrong is refused and the field is named', async () => {
    const accountId = await customer()
    const body = { accountId, issuedOn: '2026-02-01', currency: 'CNY', lines: [line(1)] }
    for (const [change, path] of [
      [{ dueOn: '2026-01-01' }, '/dueOn'],
      [{ accountId: newId() }, '/accountId'],
      [{ lines: [] }, '/lines'],
      [{ lines: [{ ...line(1), taxTreatment: 'exempt' }] }, '/lines/0/taxBp'],
      [{ currency: 'RMB元' }, '/currency'],
      [{ lines: [{ ...line(1), orderId: newId() }] }, '/lines'],
    ] as const) {
      const refused = await api.refused(contract.createInvoice, { body: { ...body, ...change } as never })
      expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([422, path])
    }
  })

  test('is credited in part and as a whole: open goes down, what was paid becomes credit', async () => {
    const id = await customer()
    const made = await write(id)
    const payment = await pay(id, 500_0000)
    await settle(payment.id, [{ invoiceId: made.id, amountE4: 500_0000 }])
    const note = await api.call(contract.creditInvoice, {
      params: { id: made.id },
      body: { reason: 'discount', issuedOn: '2026-03-10', totalE4: 109_0000 },
    })
    expect(note.body).toMatchObject({ kind: 'creditNote', netE4: 100_0000, taxE4: 9_0000, openE4: 0 })
    expect((await read(made.id)).openE4).toBe(1090_0000 - 500_0000 - 109_0000)
    const rest = await api.call(contract.creditInvoice, {
      params: { id: made.id },
      body: { reason: 'correction', issuedOn: '2026-03-10', note: '' },
    })
    expect(rest.body).toMatchObject({ totalE4: 981_0000, openE4: 500_0000 })
    expect(await read(made.id)).toMatchObject({ openE4: 0, standing: 'paid' })
    const { body } = await api.call(contract.readAccountReceivables, { params: { id } })
    expect(body.exposure).toMatchObject([{ openE4: 0, creditE4: 500_0000 }])
    const again = await api.refused(contract.creditInvoice, {
      params: { id: made.id },
      body: { reason: 'other', issuedOn: '2026-03-10' },
    })
    expect(again.body.code).toBe('beyondInvoice')
  })

  test('taken back by lines and sums is the invoice again to the last fen, and never more', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ net: fc.integer({ min: 1, max: 999_999 }), bp: fc.constantFrom(1300, 900, 600, 100, 0) }),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
        fc.array(
          fc.record({ way: fc.constantFrom('sum', 'line'), share: fc.integer({ min: 1, max: 100 }), pick: fc.nat(9) }),
          {
            maxLength: 4,
          },
        ),
        async (written, steps) => {
          const made = await write(await customer(), { lines: written.map(({ net, bp }) => line(net * 100, bp)) })
          const credit = (body: object) =>
            api.call(contract.creditInvoice, {
              params: { id: made.id },
              body: { reason: 'discount', issuedOn: '2026-03-10', ...body } as never,
            })
          for (const { way, share, pick } of steps) {
            const { creditableE4, lines } = await read(made.id)
            const from = lines[pick % lines.length] as (typeof lines)[number]
            const leftE4 = Math.min(
              creditableE4,
              way === 'sum' ? creditableE4 : from.netE4 + from.taxE4 - from.creditedE4,
            )
            const totalE4 = Math.floor((leftE4 * share) / 100 / 100) * 100
            if (totalE4 <= 0) continue
            const asked = way === 'sum' ? { totalE4 } : { lines: [{ lineId: from.id, totalE4 }] }
            // After sums it may be that a line's own net is left no more: that is refused, never written.
            await credit(asked).catch((error: Error) => expect(error.message).toContain('beyondInvoice'))
          }
          if ((await read(made.id)).creditableE4 > 0) await credit({})
          const { rows } = await database.owner.query(
            `select sum(net_e4)::bigint as net, sum(tax_e4)::bigint as tax, bool_and(net_e4 % 100 = 0 and tax_e4 % 100 = 0) as fen
             from invoices where credits_id = $1`,
            [made.id],
          )
          expect(rows).toEqual([{ net: made.netE4, tax: made.taxE4, fen: true }])
          expect(await read(made.id)).toMatchObject({ creditableE4: 0, openE4: 0, can: { credit: false } })
        },
      ),
      {
        numRuns: 12,
        // After the sum, the second line has more tax left than the whole document.
        examples: [
          [
            [
              { net: 5, bp: 0 },
              { net: 363, bp: 900 },
            ],
            [
              { way: 'sum', share: 26, pick: 0 },
              { way: 'line', share: 99, pick: 1 },
            ],
          ],
        ],
      },
    )
  }, 60_000)

  test('is voided only when nothing is settled by it', async () => {
    const id = await customer()
    const made = await write(id)
    const payment = await pay(id, 10_0000)
    const { body } = await settle(payment.id, [{ invoiceId: made.id, amountE4: 10_0000 }])
    const version = (await read(made.id)).version
    const refused = await api.refused(contract.voidInvoice, {
      params: { id: made.id },
      version,
      body: { reason: 'wrong' },
    })
    expect(refused.body.code).toBe('settledInPart')
    await api.call(contract.takeBackAllocations, { body: { ids: body.allocations.map((one) => one.id) } })
    const voided = await api.call(contract.voidInvoice, {
      params: { id: made.id },
      version: (await read(made.id)).version,
      body: { reason: 'wrong' },
    })
    expect(voided.body).toMatchObject({ standing: 'void', openE4: 0 })
  })
})

describe('on paper', () => {
  const paper = async (id: string, locale: string) => {
    const file = await api.inject({ method: 'GET', url: `/api/invoices/${id}/file?locale=${locale}` })
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf'])
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(file.rawPayload)), { mergePages: true })
    return text.replaceAll(/\s/g, '')
  }

  test('an invoice names both sides, 增值税 by line and rate, the account of its currency and by when to pay, in either language', async () => {
    const id = await customer({ tax_title: '远航贸易有限公司', credit_code: '91310000MA1K35Q12X' })
    const billing = {
      taxNumber: '91310115MA1DEM000P',
      address: '上海市演示路 88 号',
      addressEn: '88 Yanshi Road',
      phone: '021-55550100',
      banks: [
        { currency: null, bankName: '演示银行', account: '1234', swift: null },
        { currency: 'USD', bankName: 'Demo Bank', account: '9876', swift: 'DEMOCNSHXXX' },
      ],
    }
    await database.owner.query('update company set billing = $1', [JSON.stringify(billing)])
    const lines = [line(1000_0000), { ...line(50_0000, 0), taxTreatment: 'exempt' }]
    const made = await write(id, { lines, reference: 'PO-7' })
    const zh = await paper(made.id, 'zh-CN')
    for (const part of [
      `账单${made.number}`,
      '远航贸易有限公司',
      '91310000MA1K35Q12X',
      '91310115MA1DEM000P',
      '上海市演示路88号021-55550100',
      '演示银行1234',
      '9%',
      '免税',
      '1,140.00',
      '壹仟壹佰肆拾元整',
      '请于2026-03-03前付清',
      'PO-7',
      '不是增值税发票',
    ])
      expect(zh).toContain(part)
    const dollars = await write(id, { currency: 'USD', lines, fapiaoNumber: '0042' })
    const en = await paper(dollars.id, 'en')
    for (const part of [
      `Invoice${dollars.number}`,
      'pleasepayby2026-03-03',
      'DemoBank,account9876,SWIFTDEMOCNSHXXX',
      '88YanshiRoad',
      'VATbyrate',
      'fapiao)number:0042',
    ])
      expect(en).toContain(part)
    expect(en).not.toContain('1234')
  })

  test('a credit note says what it takes back from and why, and asks for no payment; a draft says that it is one', async () => {
    const id = await customer()
    const made = await write(id)
    const { body: note } = await api.call(contract.creditInvoice, {
      params: { id: made.id },
      body: { totalE4: 109_0000, reason: 'discount', issuedOn: '2026-02-10' },
    })
    const zh = await paper(note.id, 'zh-CN')
    expect(zh).toContain(`红字账单${note.number}`)
    expect(zh).toContain(`冲销：${made.number}。原因：折让。`)
    expect(zh).not.toContain('付款条件')
    expect(await paper((await write(id, { issue: false })).id, 'en')).toContain('Draft:notissued')
    expect((await api.inject({ method: 'GET', url: `/api/invoices/${made.id}/file?locale=fr` })).statusCode).toBe(422)
    const unseen = await api.inject({ method: 'GET', url: `/api/invoices/${made.id}/file`, as: seller })
    expect(unseen.statusCode).toBe(404)
  })

  test.each([
    [0, '零元整'],
    [7, '柒分'],
    [30, '叁角整'],
    [100_204, '壹仟零贰元零肆分'],
    [100_000_00, '壹拾万元整'],
    [10_010_000_56, '壹仟零壹万元伍角陆分'],
    [100_000_001_00, '壹亿零壹元整'],
    [123_456_789_12, '壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分'],
  ])('%i fen are named %s', (fen, text) => expect(capitalAmount(fen)).toBe(text))
})

describe('lists', () => {
  test('of what is left to reconcile are searched, filtered and walked, the oldest first', async () => {
    const id = await customer()
    const late = (await pay(id, 7_0000, { receivedOn: '2026-02-24' })).id
    const old = (await pay(id, 5_0000, { receivedOn: '2026-02-01' })).id
    const told = async (query: object) => (await api.call(contract.listUnreconciled, { query })).body
    const first = await told({ accountId: id, limit: 1 })
    expect([first.rows.map(({ payment }) => payment.id), first.more]).toEqual([[old], true])
    const second = await told({ accountId: id, limit: 1, cursor: first.next })
    expect([second.rows.map(({ payment }) => payment.id), second.next]).toEqual([[late], null])
    const filter = JSON.stringify({ all: [{ field: 'amount', op: 'gt', value: 6_0000 }] })
    expect((await told({ accountId: id, filter })).rows.map(({ payment }) => payment.id)).toEqual([late])
    expect((await told({ accountId: id, search: first.rows[0]?.payment.number })).rows).toHaveLength(1)
    const bad = await api.refused(contract.listUnreconciled, { query: { filter: '{"all":[{"field":"x"}]}' } })
    expect([bad.status, bad.body.code]).toEqual([422, 'badFilter'])
  })

  test('are walked in any order, each once, filtered by standing, and leave as a file without formulas', async () => {
    const id = await customer({ name: '=HYPERLINK("x")' })
    for (let n = 1; n <= 7; n++) await write(id, { lines: [line(n * 10_0000, 0)], reference: `R-${n}` })
    for (const sort of ['total', '-total', 'dueOn', '-number'] as const) {
      const met: string[] = []
      let cursor: string | undefined
      do {
        const page = (
          await api.call(contract.listInvoices, {
            query: { accountId: id, sort, limit: 3, ...(cursor ? { cursor } : {}) },
          })
        ).body
        met.push(...page.rows.map((row) => row.id))
        cursor = page.next ?? undefined
      } while (cursor)
      expect(new Set(met).size).toBe(7)
      expect(met).toHaveLength(7)
    }
    const filter = JSON.stringify({
      all: [
        { field: 'standing', op: 'is', value: 'overdue' },
        { field: 'total', op: 'gt', value: 50_0000 },
      ],
    })
    const { body } = await api.call(contract.listInvoices, { query: { accountId: id, filter, sort: '-total' } })
    expect(body.rows.map(({ totalE4 }) => totalE4)).toEqual([70_0000, 60_0000])
    const bad = await api.refused(contract.listInvoices, { query: { filter: '{"field":"nope","op":"is","value":1}' } })
    expect([bad.status, bad.body.code]).toEqual([422, 'badFilter'])
    const file = await api.inject({
      method: 'GET',
      url: `/api/invoice-exports?accountId=${id}&format=csv&locale=zh-CN`,
    })
    expect(file.statusCode).toBe(200)
    expect(file.body.split('\n')[0]).toContain('价税合计')
    expect(file.body).toContain(`'=HYPERLINK`)
  })
})

describe('who may', () => {
  test('a seller reads what is owed by his own customers, and writes nothing', async () => {
    const [mine, other] = [await customer({ owner_id: seller.id }), await customer()]
    const [own, theirs] = [await write(mine), await write(other)]
    const list = await api.call(contract.listInvoices, { as: seller, query: {} })
    expect(list.body.rows.map(({ id }) => id)).toEqual([own.id])
    expect((await api.refused(contract.readInvoice, { as: seller, params: { id: theirs.id } })).status).toBe(404)
    const body = { accountId: mine, issuedOn: '2026-02-01', currency: 'CNY', lines: [line(1)] } as never
    expect((await api.refused(contract.createInvoice, { as: seller, body })).status).toBe(403)
    expect((await api.refused(contract.exportInvoices, { as: seller, query: { format: 'csv' } })).status).toBe(403)
  })

  test('who may not see finance data sees no document at all', async () => {
    const blind = await aUser(database, {
      rights: { modules: { accounts: 'all', invoices: 'all' }, categories: { basic: true } },
    })
    for (const route of [contract.listInvoices, contract.listPayments, contract.readAgeing, contract.readMoneyDay]) {
      const refused = await api.refused(route as typeof contract.readMoneyDay, { as: blind })
      expect([refused.status, refused.body.code]).toEqual([403, 'financeHidden'])
    }
  })
})
