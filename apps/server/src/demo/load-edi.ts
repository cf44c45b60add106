import { EdiPartnerFields } from '@quayside/contract'
import type { z } from 'zod'
import { createPartner, takeAtOnce } from '../modules/edi/index.ts'
import { connectionOf, writeAsOwner } from '../platform/database.ts'
import { type Id, newId } from '../platform/ids.ts'
import type { JobContext } from '../platform/jobs/index.ts'
import { accepted, orders, status, tender, x12 } from './edi-texts.ts'
import { everything } from './load-service-orders.ts'

const hour = 3_600_000
const acme = 'ACMEMFG'
const hansa = '4012345000009'
/** Before the first of their files, so that they are told of what comes of it. */
const knownForDays = 40

/**
 * Two trading partners and what came and went in a fortnight: orders taken and answered, an acknowledgement, and what waits for a
 * person in the morning. Behind the rest of the demonstration and not in its transaction, since every file goes the way of a real one.
 */
export async function loadEdi(context: JobContext): Promise<void> {
  const now = context.clock()
  if (!(await addPartners(context, now))) return
  const take = (daysAgo: number, name: string, text: (at: Date) => string) => {
    const at = new Date(now.getTime() - daysAgo * 24 * hour)
    // What was written in the last hour lies ready still.
    return takeAtOnce(context, { text: text(at), name, at, fetched: daysAgo * 24 > 1 })
  }
  const [first, second, third] = [2_701, 2_714, 2_733]
  await take(12, `tender-${first}.edi`, (at) =>
    x12({ at, control: first, sender: acme }, 'SM', [
      tender({ reference: 'LD-88120', at, goods: 'Machine parts', kg: 8_400, ...north }, '0001'),
      tender({ reference: 'LD-88121', at, goods: 'Gear boxes', kg: 5_150, ...west }, '0002'),
    ]),
  )
  await take(9, 'ORDERS_5501.edi', (at) => purchase(at, 5_501, 'HR-70455', hansaStores.hamburg))
  const answers = await answersWritten(context)
  await take(8, 'ack-2702.edi', (at) => x12({ at, control: 2_702, sender: acme }, 'FA', accepted('990', 'GF', answers)))
  const sent = new Date(now.getTime() - 6 * 24 * hour)
  const twice = x12({ at: sent, control: second, sender: acme }, 'SM', [
    tender({ reference: 'LD-88164', at: sent, goods: 'Machine parts', kg: 7_900, ...west }, '0001'),
  ])
  await take(6, `tender-${second}.edi`, () => twice)
  await take(5.8, `tender-${second}.edi`, () => twice)
  await take(4, 'ORDERS_5502.edi', (at) => purchase(at, 5_502, 'HR-70471', hansaStores.bremen))
  await take(1.1, `tender-${third}.edi`, (at) =>
    x12({ at, control: third, sender: acme }, 'SM', [
      tender({ reference: 'LD-88190', at, goods: 'Motors', kg: 3_300, ...north }, '0001', 19),
    ]),
  )
  await take(0.3, 'ORDERS_5503.edi', (at) => purchase(at, 5_503, 'HR-70490', hansaStores.luebeck))
  await take(0.2, 'status-2734.edi', (at) =>
    x12({ at, control: 2_734, sender: acme }, 'QM', [status('PRO-660912', at, '0001')]),
  )
  await take(0.1, 'inbound.edi', (at) =>
    x12({ at, control: 18, sender: 'PACIFICTRD' }, 'SM', [
      tender({ reference: 'PT-1009', at, goods: 'Toys', kg: 1_200, ...west }, '0001'),
    ]),
  )
  await take(0.02, 'tender-2735.edi', (at) =>
    x12({ at, control: 2_735, sender: acme }, 'SM', [
      tender({ reference: 'LD-88203', at, goods: 'Machine parts', kg: 6_700, ...north }, '0001'),
    ]),
  )
}

const plant = ['Acme Suzhou plant', 'Suzhou', '215000'] as [string, string, string]
const north = { from: plant, to: ['Acme Beijing depot', 'Beijing', '100176'] as [string, string, string] }
const west = { from: plant, to: ['Acme Chengdu depot', 'Chengdu', '610100'] as [string, string, string] }

/** By the number the partner gives each of his branches; the last is one that nobody has told us. */
const hansaStores = {
  hamburg: ['DE-100', 'Hansa Retail Hamburg'],
  bremen: ['DE-200', 'Hansa Retail Bremen'],
  luebeck: ['DE-300', 'Hansa Retail Luebeck'],
} as const

const purchase = (at: Date, control: number, number: string, [buyer, name]: readonly [string, string]) =>
  orders({
    at,
    control,
    sender: hansa,
    number,
    buyer,
    name,
    lines: [
      ['Garden furniture', 48, 86.5],
      ['Parasols', 120, 19.9],
    ],
  })

/** The answers to the first tenders, which the partner acknowledges. */
async function answersWritten({ database }: JobContext): Promise<{ group: string; message: string }[]> {
  const { rows } = await database.owner.query<{ group: string; message: string }>(
    `select group_control as "group", control as message from edi_messages where direction = 'out' and type = '990' order by id`,
  )
  return rows
}

async function addPartners({ database }: JobContext, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - knownForDays * 24 * hour)
  return writeAsOwner(database, async (tx) => {
    const client = connectionOf(tx)
    const dispatcher = await client.query<{ id: Id }>(
      `select u.id from users u join user_roles r on r.user_id = u.id join roles o on o.id = r.role_id
       where  o.code = 'dispatcher' order by u.email limit 1`,
    )
    // Who owes nothing: the credit check would hold the orders of others.
    const customers = await client.query<{ id: Id }>(
      `select a.id from account_figures f join accounts a on a.id = f.account_id
       where  a.deleted_at is null and a.kind = 'enterprise' and not exists (select from account_receivables r where r.account_id = a.id)
       order  by f.amount_e4 desc, a.id limit 3`,
    )
    const [user] = dispatcher.rows
    const [one, two, three] = customers.rows
    if (!user || !one || !two || !three) return false
    for (const fields of [acmeFields(one.id), hansaFields(two.id, three.id)]) {
      const partner = await createPartner(tx, everything(user.id), EdiPartnerFields.parse(fields), since)
      await client.query(
        `insert into edi_channels (id, partner_id, way, settings, created_at, updated_at) values ($1, $2, 'http', '{"way": "http"}', $3, $3)`,
        [newId(), partner.id, since],
      )
    }
    return true
  })
}

type Fields = z.input<typeof EdiPartnerFields>

const acmeFields = (accountId: Id): Fields => ({
  name: 'Acme Manufacturing 安捷制造',
  kind: 'customer',
  accountId,
  standard: 'x12',
  ourQualifier: 'ZZ',
  ourId: 'YUANHANG',
  settings: { writes: ['990'], acknowledge: '997', release: '004010', lineBreaks: true, currency: 'CNY' },
  identities: [{ level: 'interchange', qualifier: 'ZZ', identifier: acme }],
})

const hansaFields = (hamburg: Id, bremen: Id): Fields => ({
  name: 'Hansa Retail 汉莎零售',
  kind: 'customer',
  standard: 'edifact',
  ourQualifier: 'ZZ',
  ourId: 'YUANHANG',
  settings: { writes: ['ORDRSP'], acknowledge: 'CONTRL', lineBreaks: true, currency: 'CNY' },
  identities: [{ level: 'interchange', qualifier: '14', identifier: hansa }],
  codes: [
    { code: hansaStores.hamburg[0], accountId: hamburg },
    { code: hansaStores.bremen[0], accountId: bremen },
  ],
})
