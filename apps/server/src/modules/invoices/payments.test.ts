import * as contract from '@quayside/contract'
import { sortKey } from '@quayside/searchkeys'
import { beforeAll, describe, expect, test } from 'vitest'
import { line, type MoneyDesk, openMoneyDesk } from './for-tests.ts'

let { api, database, customer, write, pay, read, settle } = {} as MoneyDesk
beforeAll(async () => {
  ;({ api, database, customer, write, pay, read, settle } = await openMoneyDesk())
})

describe('a payment', () => {
  test('settles several invoices, keeps what is over as credit, and is taken back exactly', async () => {
    const id = await customer()
    const [one, two] = [await write(id), await write(id, { lines: [line(500_0000, 0)] })]
    const before = [await read(one.id), await read(two.id)].map(({ openE4, standing }) => ({ openE4, standing }))
    const payment = await pay(id, 2000_0000)
    const { body } = await settle(payment.id, [
      { invoiceId: one.id, amountE4: 1090_0000 },
      { invoiceId: two.id, amountE4: 200_0000 },
    ])
    expect(body.allocations).toHaveLength(2)
    expect(await read(one.id)).toMatchObject({ openE4: 0, standing: 'paid', settledOn: '2026-03-01' })
    const left = (await api.call(contract.readPayment, { params: { id: payment.id } })).body
    expect(left).toMatchObject({ freeE4: 710_0000, allocatedE4: 1290_0000 })
    const beyond = await api.refused(contract.allocate, {
      body: { source: { paymentId: payment.id }, parts: [{ invoiceId: two.id, amountE4: 300_0001 }] },
    })
    expect([beyond.status, beyond.body.code]).toEqual([409, 'beyondOpen'])
    const refund = await api.call(contract.refundPayment, {
      params: { id: payment.id },
      body: { amountE4: 710_0000, on: '2026-03-05', reason: '多付' },
    })
    expect(refund.body).toMatchObject({ kind: 'refund', refundOf: { id: payment.id } })
    await api.call(contract.takeBackAllocations, { body: { ids: body.allocations.map((each) => each.id) } })
    const after = [await read(one.id), await read(two.id)].map(({ openE4, standing }) => ({ openE4, standing }))
    expect(after).toEqual(before)
    const { rows } = await database.owner.query(`select kind from events where account_id = $1 order by seq`, [id])
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'invoice.issued',
        'payment.recorded',
        'payment.allocated',
        'invoice.paid',
        'payment.refunded',
        'allocation.takenBack',
      ]),
    )
  })

  test('and a credit note are given back for a reason, no more than is left, and the refund is taken back', async () => {
    const id = await customer()
    const made = await write(id)
    const payment = await pay(id, 1100_0000)
    await settle(payment.id, [{ invoiceId: made.id, amountE4: 1090_0000 }])
    const { body: note } = await api.call(contract.creditInvoice, {
      params: { id: made.id },
      body: { reason: 'claim', issuedOn: '2026-03-10', totalE4: 109_0000 },
    })
    expect(note).toMatchObject({ openE4: 109_0000, can: { refund: true } })
    const give = (what: 'note' | 'payment', amountE4: number) =>
      what === 'note'
        ? api.call(contract.refundCreditNote, {
            params: { id: note.id },
            body: { amountE4, on: '2026-03-12', reason: '理赔退款' },
          })
        : api.call(contract.refundPayment, {
            params: { id: payment.id },
            body: { amountE4, on: '2026-03-12', reason: '多付' },
          })
    const unreasoned = await api.refused(contract.refundCreditNote, {
      params: { id: note.id },
      body: { amountE4: 1, on: '2026-03-12', reason: '' },
    })
    expect([unreasoned.status, unreasoned.body.errors?.[0]?.path]).toEqual([422, '/reason'])
    const tried = await Promise.allSettled([give('note', 100_0000), give('note', 100_0000), give('note', 100_0000)])
    const [given] = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value.body] : []))
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(given).toMatchObject({ kind: 'refund', note: '理赔退款', refundOf: { kind: 'creditNote', id: note.id } })
    await give('payment', 10_0000)
    const owed = async () => (await api.call(contract.readAccountReceivables, { params: { id } })).body.exposure
    expect(await owed()).toMatchObject([{ openE4: 0, creditE4: 9_0000 }])
    const closing = async () => {
      const query = { from: '2026-01-01', to: '2026-03-31', currency: 'CNY' }
      return (await api.call(contract.readStatement, { params: { id }, query })).body
    }
    expect((await closing()).entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['refund', 'creditNote']))
    expect((await closing()).closingE4).toBe(-9_0000)
    const other = await customer()
    for (const accountId of [other, null]) {
      const body = { accountId }
      const away = { params: { id: given?.id as string }, version: given?.version as number, body }
      const moved = await api.refused(contract.changePayment, away)
      expect([moved.status, moved.body.code]).toEqual([409, 'refundStays'])
      const byHand = 'update payments set account_id = $2 where id = $1'
      await expect(database.owner.query(byHand, [given?.id, accountId])).rejects.toThrow(/refund belongs/)
    }
    await expect(
      database.owner.query('update payments set account_id = $2 where id = $1', [payment.id, other]),
    ).rejects.toThrow()
    const noVoid = await api.refused(contract.voidInvoice, {
      params: { id: note.id },
      version: (await read(note.id)).version,
      body: { reason: 'x' },
    })
    expect(noVoid.body.code).toBe('settledInPart')
    await api.call(contract.voidPayment, {
      params: { id: given?.id as string },
      version: given?.version as number,
      body: { reason: '银行退回' },
    })
    expect(await owed()).toMatchObject([{ openE4: 0, creditE4: 109_0000 }])
    expect((await closing()).closingE4).toBe(-109_0000)
  })

  test('in a currency that nobody knows is refused where it is named', async () => {
    const body = { accountId: await customer(), receivedOn: '2026-03-01', amountE4: 100_0000, currency: 'XQX' }
    expect((await api.refused(contract.createPayment, { body })).body).toMatchObject({
      status: 422,
      errors: [{ path: '/currency', message: 'is no currency' }],
    })
  })

  test('given to several clerks at once settles no more than there is', async () => {
    const id = await customer()
    const made = await write(id)
    const payments = await Promise.all([1, 2, 3, 4, 5].map(() => pay(id, 600_0000)))
    const tried = await Promise.allSettled(
      payments.map((payment) => settle(payment.id, [{ invoiceId: made.id, amountE4: 600_0000 }])),
    )
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await read(made.id)).openE4).toBe(490_0000)
  })

  test('of somebody unknown is proposed by number, by account and by name, and then belongs to whom it settled', async () => {
    const id = await customer({
      name: '华东纸业有限公司',
      sort_key: sortKey('华东纸业有限公司'),
      bank_account: '6222000011112222',
    })
    const made = await write(id)
    const byNumber = await pay(null, 1090_0000, { reference: `货款${made.number}` })
    const byAccount = await pay(null, 1090_0000, { payerAccount: '6222000011112222' })
    const byName = await pay(null, 50_0000, { payerName: '华东纸业有限公司' })
    const list = (await api.call(contract.listUnreconciled, {})).body.rows
    const of = (paymentId: string) => list.find(({ payment }) => payment.id === paymentId)?.proposal
    expect(of(byNumber.id)).toMatchObject({
      score: 100,
      parts: [{ invoiceId: made.id, amountE4: 1090_0000 }],
      leftE4: 0,
    })
    expect(of(byAccount.id)).toMatchObject({ score: 92, reasons: ['exactAmount', 'payerAccount'] })
    expect(of(byName.id)?.account.id).toBe(id)
    const accepted = await api.call(contract.acceptProposals, {
      body: {
        accepted: [byNumber, byAccount].map((payment) => ({
          paymentId: payment.id,
          parts: [{ invoiceId: made.id, amountE4: 1090_0000 }],
        })),
      },
    })
    expect(accepted.body.settled.map(({ paymentId }) => paymentId)).toEqual([byNumber.id])
    expect(accepted.body.refused).toMatchObject([{ paymentId: byAccount.id, code: 'beyondOpen' }])
    expect((await api.call(contract.readPayment, { params: { id: byNumber.id } })).body.account?.id).toBe(id)
  })
})
