import type { AddressInfo } from 'node:net'
import * as contract from '@quayside/contract'
import fc from 'fast-check'
import { SMTPServer } from 'smtp-server'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { anAccount, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import { openMail } from '../../platform/mail/index.ts'
import { anInvoice, aPayment } from './for-tests.ts'
import { openOf } from './receivables/buckets.ts'
import { converted } from './receivables/exchange-rates.ts'

let database: TestDatabase
let api: TestApp
const now = new Date('2026-06-30T04:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  api = await testApp(database, { as: await aUser(database, { roles: ['finance'] }), now })
})
const customer = (name?: string) =>
  writeAsOwner(database, async (tx) => (await anAccount(tx, { currency: 'CNY', ...(name ? { name } : {}) })).id)
const settle = (paymentId: string, invoiceId: string, amountE4: number) =>
  api.call(contract.allocate, { body: { source: { paymentId }, parts: [{ invoiceId, amountE4 }] } })
const ageingOf = async (accountId: string, more: object = {}) =>
  (await api.call(contract.readAgeing, { query: { accountId, ...more } })).body

describe('ageing', () => {
  test('puts what is open where its days belong, each currency apart, as of any day', async () => {
    const id = await customer()
    const dues = [
      '2026-07-01',
      '2026-06-30',
      '2026-06-29',
      '2026-05-31',
      '2026-05-30',
      '2026-04-30',
      '2026-03-31',
      '2025-12-01',
    ]
    for (const dueOn of dues)
      await anInvoice(database, { accountId: id, issuedOn: '2025-11-01', dueOn, totalE4: 10_0000 })
    await anInvoice(database, {
      accountId: id,
      currency: 'USD',
      issuedOn: '2026-06-01',
      dueOn: '2026-06-20',
      totalE4: 7_0000,
    })
    const { rows } = await ageingOf(id)
    expect(rows.find(({ currency }) => currency === 'CNY')?.buckets).toEqual({
      notDue: 20_0000,
      d1to30: 20_0000,
      d31to60: 10_0000,
      d61to90: 10_0000,
      d91to180: 10_0000,
      over180: 10_0000,
    })
    expect(rows.find(({ currency }) => currency === 'USD')).toMatchObject({ openE4: 7_0000, overdueE4: 7_0000 })
    const before = await ageingOf(id, { on: '2025-12-02' })
    expect(before.rows).toMatchObject([{ openE4: 80_0000, overdueE4: 10_0000 }])
  })

  test('converts at the rate of the day, and leaves a currency without a rate as it is', async () => {
    const id = await customer()
    await anInvoice(database, { accountId: id, currency: 'USD', totalE4: 100_0000 })
    await anInvoice(database, { accountId: id, currency: 'EUR', totalE4: 100_0000 })
    await anInvoice(database, { accountId: id, totalE4: 1_0000 })
    await api.call(contract.keepExchangeRate, { body: { currency: 'USD', rate: '7.1234', on: '2026-01-01' } })
    await api.call(contract.keepExchangeRate, { body: { currency: 'USD', rate: '9', on: '2026-07-01' } })
    const told = await ageingOf(id, { convert: 'yes' })
    expect(told.rows.find(({ currency }) => currency === 'CNY')?.openE4).toBe(712_3400 + 1_0000)
    expect(told.unconverted).toEqual(['EUR'])
    expect(converted(-15, '0.1')).toBe(-2)
  })

  test('its buckets always add up to what is open, whatever was settled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            total: fc.integer({ min: 1, max: 9_999_999 }),
            due: fc.integer({ min: -40, max: 300 }),
            part: fc.nat(100),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        async (papers) => {
          const id = await customer()
          let open = 0
          let credit = 0
          for (const { total, due, part } of papers) {
            const day = new Date(now.getTime() - due * 86_400_000).toISOString().slice(0, 10)
            const invoice = await anInvoice(database, {
              accountId: id,
              totalE4: total,
              issuedOn: '2025-01-01',
              dueOn: day,
            })
            const settled = Math.floor((total * part) / 100)
            if (settled > 0) {
              const payment = await aPayment(database, {
                accountId: id,
                amountE4: settled + 5,
                receivedOn: '2026-02-01',
              })
              await settle(payment, invoice, settled)
              credit += 5
            }
            open += total - settled
          }
          for (const on of [undefined, '2026-06-30']) {
            const [row] = (await ageingOf(id, on ? { on } : {})).rows
            expect(row ? openOf(row.buckets) : 0).toBe(open)
            expect(row?.creditE4 ?? 0).toBe(credit)
          }
          const [sum] = (await api.call(contract.readAccountReceivables, { params: { id } })).body.exposure
          expect(sum?.openE4 ?? 0).toBe(open)
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)
})

test('an age is counted by the day in the company’s zone, not by the clock of the server', async () => {
  const id = await customer()
  await anInvoice(database, { accountId: id, issuedOn: '2026-06-01', dueOn: '2026-06-30', totalE4: 10_0000 })
  expect((await ageingOf(id)).rows).toMatchObject([{ overdueE4: 0 }])
  // 17:00 in London of the thirtieth is the first of July in Shanghai.
  const late = await testApp(database, {
    as: await aUser(database, { roles: ['finance'] }),
    now: new Date('2026-06-30T17:00:00Z'),
  })
  expect((await late.call(contract.readAgeing, { query: { accountId: id } })).body).toMatchObject({
    on: '2026-07-01',
    rows: [{ overdueE4: 10_0000, buckets: { d1to30: 10_0000 } }],
  })
})

describe('exchange rates', () => {
  test('are stated one by one and by the list, hold until the next, and are taken away', async () => {
    await anInvoice(database, { accountId: await customer(), currency: 'SEK', totalE4: 30_0000 })
    const sek = async () => {
      const { rates, missing } = (await api.call(contract.listExchangeRates, {})).body
      return { rates: rates.filter(({ currency }) => currency === 'SEK'), missing: missing.includes('SEK') }
    }
    expect(await sek()).toEqual({ rates: [], missing: true })
    const list = {
      rates: [
        { currency: 'SEK', on: '2026-01-01', rate: '0.65' },
        { currency: 'SEK', on: '2026-06-01', rate: '0.7' },
      ],
    }
    expect((await api.call(contract.importExchangeRates, { body: list })).body).toEqual({
      added: 2,
      changed: 0,
      same: 0,
    })
    list.rates[1] = { currency: 'SEK', on: '2026-06-01', rate: '0.71' }
    expect((await api.call(contract.importExchangeRates, { body: list })).body).toEqual({
      added: 0,
      changed: 1,
      same: 1,
    })
    expect(await sek()).toMatchObject({
      missing: false,
      rates: [
        { rate: '0.71', until: null, converts: { invoices: 1, openE4: 30_0000 } },
        { rate: '0.65', until: '2026-05-31', converts: null },
      ],
    })
    await api.call(contract.dropExchangeRate, { params: { currency: 'SEK', on: '2026-06-01' } })
    expect((await sek()).rates).toMatchObject([{ rate: '0.65', until: null, converts: { invoices: 1 } }])
    const gone = await api.refused(contract.dropExchangeRate, { params: { currency: 'SEK', on: '2026-06-01' } })
    expect(gone.status).toBe(404)
    const own = await api.refused(contract.importExchangeRates, {
      body: { rates: [...list.rates, { currency: 'CNY', on: '2026-06-01', rate: '1' }] },
    })
    expect([own.status, own.body.errors?.[0]?.path]).toEqual([422, '/rates/2/currency'])
    const seller = await aUser(database, { roles: ['salesRepresentative'] })
    const refused = await api.refused(contract.importExchangeRates, { as: seller, body: list })
    expect(refused.status).toBe(403)
  })
})

test('a customer’s page tells his own DSO, promise and reminders, and a promise keeps reminders away until its day is over', async () => {
  const id = await customer()
  const due = { accountId: id, issuedOn: '2026-05-01', dueOn: '2026-05-31', totalE4: 900_0000 }
  const [first, second] = [await anInvoice(database, due), await anInvoice(database, due)]
  await settle(
    await aPayment(database, { accountId: id, amountE4: 900_0000, receivedOn: '2026-06-10' }),
    first,
    900_0000,
  )
  const told = async () => (await api.call(contract.readAccountReceivables, { params: { id } })).body
  // 900 open ÷ (1,800 billed ÷ 90 days); the first was paid after forty days.
  expect(await told()).toMatchObject({ dso: 45, averageDaysToPay: 40, promise: null, dunning: null, disputed: 0 })
  const reminded = async () => (await api.call(contract.listDunning, { query: { accountId: id } })).body.cases.length
  expect(await reminded()).toBe(1)
  const promise = async (promisedOn: string) => {
    const { version } = (await api.call(contract.readInvoice, { params: { id: second } })).body
    await api.call(contract.changeInvoice, { params: { id: second }, version, body: { promisedOn } })
  }
  await promise('2026-07-05')
  expect((await told()).promise).toEqual({
    on: '2026-07-05',
    amounts: [{ currency: 'CNY', amountE4: 900_0000 }],
    broken: false,
  })
  expect(await reminded()).toBe(0)
  await promise('2026-06-29')
  expect([(await told()).promise?.broken, await reminded()]).toEqual([true, 1])
  const body = { accountId: id, invoiceIds: [second], way: 'followUp' as const, level: 2 }
  await api.call(contract.remind, { as: await aUser(database), body })
  expect((await told()).dunning).toMatchObject({ level: 2, invoices: 1 })
  const blind = await aUser(database, {
    rights: { modules: { accounts: 'all', invoices: 'all' }, categories: { basic: true } },
  })
  const hidden = await api.refused(contract.readAccountReceivables, { as: blind, params: { id } })
  expect([hidden.status, hidden.body.code]).toEqual([403, 'financeHidden'])
})

test('opening and movements are the closing, and that is what ages say of the same day, whatever happened in whatever order', async () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-05-${String(n).padStart(2, '0')}`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          kind: fc.constantFrom('invoice', 'note', 'payment', 'settle', 'refund', 'back'),
          day,
          amount: fc.integer({ min: 1, max: 999_999 }),
          pick: fc.nat(99),
        }),
        { minLength: 4, maxLength: 14 },
      ),
      day,
      day,
      async (steps, a, b) => {
        const id = await customer()
        const [from, to] = [a, b].toSorted() as [string, string]
        const made: Record<string, string[]> = { invoice: [], note: [], payment: [], settled: [] }
        const any = (of: string, at: number) => made[of]?.[at % Math.max(1, made[of]?.length ?? 0)]
        const debts: { on: string; amount: number }[] = []
        for (const { kind, day: on, amount, pick } of steps) {
          const papers = { accountId: id, issuedOn: on, totalE4: amount }
          if (kind === 'invoice') made.invoice?.push(await anInvoice(database, papers))
          if (kind === 'note') made.note?.push(await anInvoice(database, { ...papers, kind: 'creditNote' }))
          if (kind === 'payment')
            made.payment?.push(await aPayment(database, { accountId: id, amountE4: amount, receivedOn: on }))
          if (kind === 'invoice') debts.push({ on, amount })
          if (kind === 'note' || kind === 'payment') debts.push({ on, amount: -amount })
          const [invoice, payment, note] = [any('invoice', pick), any('payment', pick), any('note', pick)]
          if (kind === 'settle' && invoice && (payment || note)) {
            const source =
              payment && pick % 2
                ? { paymentId: payment }
                : note
                  ? { creditNoteId: note }
                  : { paymentId: payment as string }
            const done = await api
              .call(contract.allocate, {
                body: { source, on, parts: [{ invoiceId: invoice, amountE4: Math.ceil(amount / 3) }] },
              })
              .catch(() => undefined)
            made.settled?.push(...(done?.body.allocations.map((one) => one.id) ?? []))
          }
          if (kind === 'refund' && (payment || note)) {
            const body = { amountE4: Math.ceil(amount / 4), on, reason: 'x' }
            const done = await (payment && pick % 2
              ? api.call(contract.refundPayment, { params: { id: payment }, body })
              : api.call(contract.refundCreditNote, { params: { id: note ?? (payment as string) }, body })
            ).catch(() => undefined)
            if (done) debts.push({ on, amount: body.amountE4 })
          }
          const taken = any('settled', pick)
          if (kind === 'back' && taken) {
            await api.call(contract.takeBackAllocations, { body: { ids: [taken] } })
            made.settled = made.settled?.filter((one) => one !== taken) ?? []
          }
        }
        const query = { from, to, currency: 'CNY' }
        const told = (await api.call(contract.readStatement, { params: { id }, query })).body
        const until = (last: (on: string) => boolean) =>
          debts.reduce((sum, debt) => (last(debt.on) ? sum + debt.amount : sum), 0)
        expect(told.openingE4).toBe(until((on) => on < from))
        expect(told.openingE4 + told.debitE4 - told.creditE4).toBe(told.closingE4)
        expect(told.closingE4).toBe(until((on) => on <= to))
        const [row] = (await ageingOf(id, { on: to })).rows
        expect((row?.openE4 ?? 0) - (row?.creditE4 ?? 0)).toBe(told.closingE4)
      },
    ),
    { numRuns: 15 },
  )
}, 60_000)

test('DSO is receivables by the billing of ninety days', async () => {
  const id = await customer()
  await anInvoice(database, {
    accountId: id,
    currency: 'GBP',
    issuedOn: '2026-06-01',
    dueOn: '2026-07-01',
    totalE4: 900_0000,
  })
  const paid = await anInvoice(database, {
    accountId: id,
    currency: 'GBP',
    issuedOn: '2026-05-01',
    dueOn: '2026-05-31',
    totalE4: 900_0000,
  })
  await settle(
    await aPayment(database, { accountId: id, currency: 'GBP', amountE4: 900_0000, receivedOn: '2026-06-10' }),
    paid,
    900_0000,
  )
  const { body } = await api.call(contract.readReceivables, { query: { currency: 'GBP', months: 2 } })
  // 900 open ÷ (1,800 billed ÷ 90 days).
  expect(body.dso).toBeCloseTo(45)
  expect(body.months).toMatchObject([
    { month: '2026-05-01', invoicedE4: 900_0000, openE4: 900_0000, dso: 90 },
    { month: '2026-06-01', invoicedE4: 900_0000, paidE4: 900_0000, openE4: 900_0000 },
  ])
})

test('a statement runs from balance to balance, and leaves as PDF in either language', async () => {
  const id = await customer('宁波远洋運輸有限公司')
  await anInvoice(database, { accountId: id, issuedOn: '2026-01-05', totalE4: 300_0000 })
  await anInvoice(database, { accountId: id, issuedOn: '2026-03-05', totalE4: 200_0000 })
  await aPayment(database, { accountId: id, receivedOn: '2026-03-20', amountE4: 250_0000 })
  const query = { from: '2026-03-01', to: '2026-03-31', currency: 'CNY' }
  const { body } = await api.call(contract.readStatement, { params: { id }, query })
  expect(body).toMatchObject({ openingE4: 300_0000, debitE4: 200_0000, creditE4: 250_0000, closingE4: 250_0000 })
  expect(body.entries.map(({ balanceE4 }) => balanceE4)).toEqual([500_0000, 250_0000])
  for (const [locale, title] of [
    ['zh-CN', '对账单'],
    ['en', 'Statement of account'],
  ] as const) {
    const file = await api.inject({
      method: 'GET',
      url: `/api/accounts/${id}/statement-file?from=2026-03-01&to=2026-03-31&currency=CNY&locale=${locale}`,
    })
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf'])
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(file.rawPayload)), { mergePages: true })
    expect(text.replaceAll(/\s/g, '')).toContain(title.replaceAll(' ', ''))
    expect(text).toContain('250.00')
  }
  const noMail = await api.refused(contract.sendStatement, {
    params: { id },
    body: { ...query, mailTo: 'a@example.test' },
  })
  expect([noMail.status, noMail.body.code]).toEqual([409, 'mailNotSetUp'])
})

test('a letter that the mail server refuses is on the record, and no invoice is reminded; one it takes is told as sent', async () => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('gone') ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null),
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const mail = openMail({
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    from: 'Quayside <crm@example.test>',
  })
  onTestFinished(async () => {
    mail.close()
    await new Promise<void>((closed) => server.close(() => closed()))
  })
  const clerk = await aUser(database, { roles: ['finance'] })
  const desk = await testApp(database, { as: clerk, now, mail })
  const id = await customer()
  await database.owner.query(`update accounts set email = 'books@example.test' where id = $1`, [id])
  const invoice = await anInvoice(database, { accountId: id, issuedOn: '2026-04-01', dueOn: '2026-05-01' })
  const asked = { accountId: id, invoiceIds: [invoice], way: 'mail' as const, level: 1 }
  const refused = await desk.refused(contract.remind, { body: { ...asked, to: 'gone@example.test' } })
  expect([refused.status, refused.body.code]).toEqual([502, 'mailboxUnknown'])
  const period = { from: '2026-01-01', to: '2026-06-30', currency: 'CNY', mailTo: 'gone@example.test' }
  await desk.refused(contract.sendStatement, { params: { id }, body: period })
  const kept = async () =>
    (
      await database.owner.query(
        `select kind, data ->> 'mailTo' as "to" from events where account_id = $1 and actor_id = $2 order by at, seq`,
        [id, clerk.id],
      )
    ).rows
  const told = [
    { kind: 'invoice.reminderRefused', to: 'gone@example.test' },
    { kind: 'statement.refused', to: 'gone@example.test' },
  ]
  expect(await kept()).toEqual(told)
  expect((await desk.call(contract.readInvoice, { params: { id: invoice } })).body.dunningLevel).toBe(0)
  // Without an address named it goes where the list of those to be reminded said.
  await desk.call(contract.remind, { body: asked })
  expect((await kept()).map(({ kind }) => kind)).toEqual([...told.map(({ kind }) => kind), 'invoice.reminded'])
})

test('a reminder becomes a follow-up, and the invoices remember it', async () => {
  const clerk = await aUser(database)
  const id = await customer()
  const invoice = await anInvoice(database, { accountId: id, issuedOn: '2026-04-01', dueOn: '2026-05-01' })
  const [found] = (await api.call(contract.listDunning, { as: clerk, query: { accountId: id } })).body.cases
  expect(found).toMatchObject({ nextLevel: 1, overdueDays: 60 })
  const asked = { accountId: id, invoiceIds: [invoice], way: 'followUp' as const, level: 1 }
  const { body } = await api.call(contract.remind, { as: clerk, body: asked })
  expect(body.followUpId).not.toBeNull()
  expect((await api.call(contract.readInvoice, { params: { id: invoice } })).body.dunningLevel).toBe(1)
  const day = (await api.call(contract.readMoneyDay, {})).body
  expect(day.overdue.customers).toBeGreaterThan(0)
})

describe('a bank file', () => {
  const bank = [
    '交易日期,收入金额,支出金额,对方户名,对方账号,摘要,交易流水号',
    '2026-06-01,"1,234.50",,测试户,6222,货款,S1',
    '2026-06-02,,80,房东,1,房租,S2',
    '2026-06-03,abc,,某人,2,x,S3',
  ]
  const send = (lines: readonly string[]) => ({
    payload: Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="file"; filename="bank.csv"\r\nContent-Type: text/csv\r\n\r\n${lines.join('\n')}\r\n--b--\r\n`,
    ),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  })
  const upload = async (lines: readonly string[], kind: 'payments' | 'invoices' = 'payments') =>
    (await api.call(contract.uploadMoney, { ...send(lines), query: { kind } })).body
  const take = async ({ id, version }: { id: string; version: number }) =>
    (await api.call(contract.takeMoneyImport, { params: { id }, version })).body

  test('is looked through, taken in once, and taken back as a whole', async () => {
    const preview = await upload(bank)
    expect(preview).toMatchObject({
      state: 'preview',
      added: 1,
      known: 1,
      faulty: 1,
      faults: [{ row: 4, column: 'B' }],
    })
    expect((await api.call(contract.listPayments, { query: { search: 'S1' } })).body.rows).toEqual([])
    const taken = await take(preview)
    expect(taken).toMatchObject({ state: 'taken', added: 1 })
    const again = await upload(bank)
    expect(again).toMatchObject({ added: 0, known: 2 })
    const [payment] = (await api.call(contract.listPayments, { query: { importId: taken.id } })).body.rows
    expect(payment).toMatchObject({ amountE4: 1234_5000, account: null, payerName: '测试户' })
    expect((await api.call(contract.undoMoneyImport, { params: { id: taken.id } })).body).toEqual({ removed: 1 })
    expect((await api.call(contract.listPayments, { query: { importId: taken.id } })).body.rows).toEqual([])
  })

  test('of invoices becomes documents by number, and stays once something of it is settled', async () => {
    const id = await customer('华南电子')
    const { rows } = await database.owner.query('select number from accounts where id = $1', [id])
    const head = '客户编号,单据号,开票日期,到期日,不含税金额,税率,币种'
    const preview = await upload(
      [
        head,
        `${rows[0].number},ERP-1,2026-05-01,2026-05-31,100,9%,CNY`,
        `${rows[0].number},ERP-1,2026-05-01,2026-05-31,50,6%,CNY`,
        '没有的客户,ERP-2,2026-05-01,,10,9%,CNY',
      ],
      'invoices',
    )
    expect(preview).toMatchObject({ added: 1, faulty: 1 })
    const taken = await take(preview)
    const [made] = (await api.call(contract.listInvoices, { query: { importId: taken.id } })).body.rows
    expect(made).toMatchObject({ totalE4: 109_0000 + 53_0000, dueOn: '2026-05-31' })
    const payment = await aPayment(database, { accountId: id, amountE4: 1_0000 })
    await settle(payment, made?.id as string, 1_0000)
    const refused = await api.refused(contract.undoMoneyImport, { params: { id: taken.id } })
    expect([refused.status, refused.body.code]).toEqual([409, 'settledSince'])
  })
})
