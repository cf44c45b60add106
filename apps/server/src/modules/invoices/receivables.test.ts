import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { writeAs, writeAsOwner } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { anInvoice, aPayment } from './for-tests.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

const account = () => writeAsOwner(database, async (tx) => (await anAccount(tx)).id)
const one = async (text: string, values: unknown[] = []) => (await database.owner.query(text, values)).rows[0]

const allocate = (
  accountId: string,
  invoiceId: string,
  source: { payment?: string; credit?: string },
  amountE4: number,
) =>
  database.owner.query(
    `insert into allocations (id, account_id, currency, invoice_id, payment_id, credit_note_id, amount_e4, allocated_on, way)
     select $1, $2, i.currency, i.id, $4, $5, $6, '2026-02-01', 'hand' from invoices i where i.id = $3`,
    [newId(), accountId, invoiceId, source.payment ?? null, source.credit ?? null, amountE4],
  )
const kept = async (accountId: string) =>
  (
    await database.owner.query(
      `select currency, open_e4, credit_e4, oldest_due_on from account_receivables where account_id = $1 and (open_e4 <> 0 or credit_e4 <> 0) order by 1`,
      [accountId],
    )
  ).rows
const counted = async (accountId: string) =>
  (
    await database.owner.query(
      `select currency, sum(open_e4)::bigint as open_e4, sum(credit_e4)::bigint as credit_e4, min(due_on) as oldest_due_on from (
         select currency, case kind when 'invoice' then open_e4 else 0 end as open_e4, case kind when 'creditNote' then open_e4 else 0 end as credit_e4,
                case when kind = 'invoice' and open_e4 > 0 then due_on end as due_on
         from   invoices where account_id = $1
         union all select currency, 0, free_e4, null from payments where account_id = $1) s
       group by 1 having sum(open_e4) <> 0 or sum(credit_e4) <> 0 order by 1`,
      [accountId],
    )
  ).rows

const step = fc.record({
  kind: fc.constantFrom(
    'invoice',
    'creditNote',
    'payment',
    'allocate',
    'credit',
    'takeBack',
    'void',
    'due',
    'dueOfAll',
    'delete',
  ),
  amount: fc.integer({ min: 1, max: 500_0000 }),
  currency: fc.constantFrom('CNY', 'USD'),
  day: fc.integer({ min: 10, max: 28 }),
  pick: fc.nat(1000),
  pick2: fc.nat(1000),
})

test('what a customer owes follows every document and allocation, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const id = await account()
      const ids: Record<string, string[]> = { invoice: [], creditNote: [], payment: [] }
      for (const { kind, amount, currency, day, pick, pick2 } of steps) {
        const on = `2026-01-${day}`
        const any = (of: string, at: number) => ids[of]?.[at % Math.max(1, ids[of]?.length ?? 0)]
        // A refusal by a check is part of the game: what counts is that sums stay true.
        await act().catch((error: { code?: string }) => expect(['23514', '23505', '23503']).toContain(error.code))
        async function act() {
          if (kind === 'invoice' || kind === 'creditNote')
            ids[kind]?.push(await anInvoice(database, { accountId: id, kind, totalE4: amount, currency, issuedOn: on }))
          else if (kind === 'payment')
            ids.payment?.push(await aPayment(database, { accountId: id, amountE4: amount, currency }))
          else if (kind === 'allocate' || kind === 'credit') {
            const invoice = any('invoice', pick)
            const source = any(kind === 'allocate' ? 'payment' : 'creditNote', pick2)
            if (invoice && source)
              await allocate(id, invoice, kind === 'allocate' ? { payment: source } : { credit: source }, amount)
          } else if (kind === 'takeBack')
            await database.owner.query(
              'delete from allocations where id in (select id from allocations where account_id = $1 order by id limit $2)',
              [id, 1 + (pick % 2)],
            )
          else if (kind === 'void')
            await database.owner.query(`update invoices set status = 'void' where id = $1`, [
              any('invoice', pick) ?? newId(),
            ])
          else if (kind === 'due')
            await database.owner.query('update invoices set due_on = issued_on + $2::int where id = $1', [
              any('invoice', pick) ?? newId(),
              day,
            ])
          else if (kind === 'dueOfAll')
            await database.owner.query('update invoices set due_on = due_on + 1 where account_id = $1', [id])
          else await database.owner.query('delete from payments where id = $1', [any('payment', pick) ?? newId()])
        }
      }
      expect(await kept(id)).toEqual(await counted(id))
      const { n } = await one(
        `select count(*)::int as n from invoices i where i.account_id = $1 and i.settled_e4 <> coalesce((
           select sum(a.amount_e4) from allocations a where i.id in (a.invoice_id, a.credit_note_id)), 0)`,
        [id],
      )
      expect(n).toBe(0)
    }),
    { numRuns: 25 },
  )
}, 60_000)

describe('credit exposure', () => {
  test('tells by currency what is open, what is overdue, since when, and what is to his credit', async () => {
    const id = await account()
    await anInvoice(database, { accountId: id, totalE4: 300_0000, issuedOn: '2026-01-01', dueOn: '2026-01-31' })
    const later = await anInvoice(database, {
      accountId: id,
      totalE4: 200_0000,
      issuedOn: '2026-02-01',
      dueOn: '2026-03-03',
    })
    await anInvoice(database, {
      accountId: id,
      totalE4: 5_0000,
      currency: 'USD',
      issuedOn: '2026-02-01',
      dueOn: '2026-05-01',
    })
    await anInvoice(database, { accountId: id, totalE4: 999_0000, status: 'draft' })
    const payment = await aPayment(database, { accountId: id, amountE4: 150_0000 })
    await allocate(id, later, { payment }, 100_0000)
    const { rows } = await database.owner.query(`select * from credit_exposure($1, '2026-03-01')`, [id])
    expect(rows).toEqual([
      { currency: 'CNY', open_e4: 400_0000, overdue_e4: 300_0000, oldest_due_on: '2026-01-31', credit_e4: 50_0000 },
      { currency: 'USD', open_e4: 5_0000, overdue_e4: 0, oldest_due_on: '2026-05-01', credit_e4: 0 },
    ])
    // Without a day: today.
    expect((await one('select sum(overdue_e4)::bigint as all from credit_exposure($1)', [id])).all).toBeGreaterThan(0)
  })
})

describe('the database itself', () => {
  test('refuses to settle more than is open or was paid, by however many at once', async () => {
    const id = await account()
    const invoice = await anInvoice(database, { accountId: id, totalE4: 100_0000 })
    const payments = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => aPayment(database, { accountId: id, amountE4: 40_0000 })),
    )
    const tried = await Promise.allSettled(payments.map((payment) => allocate(id, invoice, { payment }, 40_0000)))
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: '23514' })
    expect(await kept(id)).toEqual(await counted(id))
  })

  test('refuses an allocation between two customers, two currencies, or to a credit note', async () => {
    const [id, other] = [await account(), await account()]
    const invoice = await anInvoice(database, { accountId: id })
    const note = await anInvoice(database, { accountId: id, kind: 'creditNote' })
    const dollars = await aPayment(database, { accountId: id, currency: 'USD' })
    const theirs = await aPayment(database, { accountId: other })
    const mine = await aPayment(database, { accountId: id })
    for (const [to, payment] of [
      [invoice, dollars],
      [invoice, theirs],
      [note, mine],
    ] as const)
      await expect(allocate(id, to, { payment }, 1)).rejects.toMatchObject({ code: '23514' })
  })

  test('bills an order line once, and again when the first invoice is void', async () => {
    const id = await account()
    const [orderId, lineId] = [newId(), newId()]
    await database.owner.query(
      `insert into orders (id, account_id, number, ordered_on, currency) values ($1, $2, $3, '2026-01-01', 'CNY')`,
      [orderId, id, `O-${orderId}`],
    )
    await database.owner.query(
      `insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, amount_e4) values ($1, $2, $3, '2026-01-01', 'CNY', 1, 5)`,
      [lineId, orderId, id],
    )
    const bill = async () => {
      const invoice = await anInvoice(database, { accountId: id, totalE4: 5 })
      await database.owner.query(
        `insert into invoice_lines (id, invoice_id, account_id, line_no, text, order_id, order_line_id, net_e4) values ($1, $2, $3, 1, 'x', $4, $5, 5)`,
        [newId(), invoice, id, orderId, lineId],
      )
    }
    await bill()
    await expect(bill()).rejects.toMatchObject({ code: '23505', constraint: 'invoice_lines_bill_once' })
    await database.owner.query('update invoice_lines set billed = false where order_line_id = $1', [lineId])
    await bill()
  })
})

describe('a merge of customers', () => {
  test('takes documents and sums along, and brings back what was not settled together with the other’s', async () => {
    const [winner, loser] = [await account(), await account()]
    const own = await anInvoice(database, { accountId: winner, totalE4: 70_0000 })
    const free = await anInvoice(database, { accountId: loser, totalE4: 100_0000 })
    const tied = await anInvoice(database, { accountId: loser, totalE4: 30_0000 })
    const payment = await aPayment(database, { accountId: winner, amountE4: 50_0000 })
    const settled = await anInvoice(database, { accountId: loser, totalE4: 20_0000 })
    const by = await aPayment(database, { accountId: loser, amountE4: 20_0000 })
    await allocate(loser, settled, { payment: by }, 20_0000)
    const merge = newId()
    const chief = (await aUser(database)).id
    await writeAs(database, chief, (tx) =>
      sql`select move_for_merge(${merge}, ${winner}, ${loser}, '{}', '{}', '{}', now())`.execute(tx),
    )
    expect(await kept(loser)).toEqual([])
    expect(await kept(winner)).toMatchObject([{ open_e4: 200_0000, credit_e4: 50_0000 }])
    await allocate(winner, tied, { payment }, 30_0000)
    await writeAs(database, chief, (tx) => sql`select undo_merge(${merge}, now())`.execute(tx))
    const owner = async (id: string) => (await one('select account_id from invoices where id = $1', [id])).account_id
    expect([await owner(own), await owner(free), await owner(tied), await owner(settled)]).toEqual([
      winner,
      loser,
      winner,
      loser,
    ])
    expect((await one('select account_id from payments where id = $1', [by])).account_id).toBe(loser)
    for (const id of [winner, loser]) expect(await kept(id)).toEqual(await counted(id))
  })
})
