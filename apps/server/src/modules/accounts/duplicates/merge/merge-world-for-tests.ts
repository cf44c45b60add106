import fc from 'fast-check'
import { connectionOf, type Tx } from '../../../../platform/database.ts'
import { type Id, newId } from '../../../../platform/ids.ts'
import { type Choice, choosableFields } from './merge-choices.ts'

/** Rows by table, as they would be typed. `who` is 0 winner, 1 loser, 2 and 3 others; `person` counts through all contacts. */
export interface World {
  accounts: Record<string, unknown>[]
  parents: (number | null)[]
  contacts: { who: number; values: Record<string, unknown> }[]
  relations: { from: number; to: number; kind: string }[]
  addresses: { who: number; values: Record<string, unknown> }[]
  entries: { who: number; person: number | null; deleted: boolean }[]
  followUps: { who: number; person: number | null }[]
  attachments: number[]
  notifications: number[]
  orders: { who: number; lines: { month: number; amountE4: number; costE4: number | null }[] }[]
  /** Each paid by none, half or all of a payment of the same amount. */
  invoices: { who: number; totalE4: number; share: number }[]
  recents: { who: number; minutes: number }[]
  /** Whom terms of service were agreed with. */
  terms: number[]
  pairs: { one: number; other: number; state: 'open' | 'dismissed' }[]
  choices: Record<string, Choice>
}

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values)
const who = fc.nat(1)
const anyone = fc.nat(3)
const words = fc.subarray(['海运', '空运', '冷链', '危险品'])
const text = oneOf(null, '甲', '乙')
const listed = new Set(['tags', 'goods', 'serviceNeeds', 'competitorsUsed', 'note', 'sharedNote'])

const account = fc.record({
  name: oneOf('上海远洋运输有限公司', '上海远洋运输公司', '宁波港'),
  name_en: oneOf('', 'Cosco'),
  phone: oneOf(null, '+862165966105', '+8613800138000'),
  phone_raw: oneOf(null, '021-65966105'),
  email: oneOf(null, 'a@b.cn', 'c@d.cn'),
  industry: text,
  note: oneOf('', '旧', '新'),
  tags: words,
  goods: words,
  competitors_used: words,
  potential: oneOf(null, 1, 5),
  credit_limit_e4: oneOf(null, 10_000),
  bank_account: text,
  shared_note: text,
  custom: oneOf({}, { fleet: 3 }, { fleet: 5, lanes: ['CN-DE'] }, { lanes: ['CN-US'] }),
  state: oneOf('prospect', 'active', 'lost'),
  quality_score: fc.nat(100),
  quality_issues: fc.subarray(['missing.phone', 'stale']),
  match_keys: fc.subarray(['p:1', 'n:2']),
})

const person = fc.record({
  name: oneOf('王芳', '李强', 'Wang Fang'),
  mobile: oneOf(null, '+8613800138000', '13800138000', '+8613900139000'),
  email: oneOf(null, 'wang@b.cn', 'WANG@b.cn'),
  phone: oneOf(null, '021-1'),
  job_title: text,
  birthday: oneOf(null, '1990-02-28'),
  active: oneOf(true, true, true, false),
})

const place = fc.record({
  kind: oneOf('office', 'warehouse'),
  city: oneOf(null, '上海市'),
  street: oneOf('', '东大名路 378 号'),
  postcode: oneOf(null, '200080'),
})

export const worlds: fc.Arbitrary<World> = fc
  .record({
    accounts: fc.array(account, { minLength: 4, maxLength: 4 }),
    keys: fc.subarray([0, 1, 2, 3]),
    parents: fc.tuple(oneOf(null, 1, 2), oneOf(null, 0, 2), oneOf(null), oneOf(null, 0, 1)),
    contacts: fc.array(fc.record({ who, values: person, primary: fc.boolean() }), { minLength: 1, maxLength: 6 }),
    relations: fc.uniqueArray(fc.record({ from: fc.nat(5), to: fc.nat(5), kind: oneOf('reportsTo', 'friend') }), {
      maxLength: 6,
      selector: (relation) => `${relation.from} ${relation.to} ${relation.kind}`,
    }),
    addresses: fc.array(fc.record({ who, values: place, primary: fc.boolean() }), { maxLength: 4 }),
    entries: fc.array(fc.record({ who, person: fc.option(fc.nat(3)), deleted: fc.boolean() }), { maxLength: 5 }),
    followUps: fc.array(fc.record({ who, person: fc.option(fc.nat(5)) }), { maxLength: 3 }),
    attachments: fc.array(who, { maxLength: 2 }),
    notifications: fc.array(who, { maxLength: 2 }),
    orders: fc.array(
      fc.record({
        who,
        lines: fc.array(
          fc.record({ month: fc.nat(2), amountE4: fc.nat(1_000_000), costE4: fc.option(fc.nat(500_000)) }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 4 },
    ),
    invoices: fc.array(fc.record({ who, totalE4: fc.integer({ min: 1, max: 900_000 }), share: fc.nat(2) }), {
      maxLength: 3,
    }),
    recents: fc.uniqueArray(fc.record({ who, minutes: fc.nat(60) }), { maxLength: 2, selector: (one) => one.who }),
    terms: fc.subarray([0, 1, 2]),
    pairs: fc.uniqueArray(
      fc.record({ one: anyone, other: anyone, state: oneOf('open' as const, 'dismissed' as const) }),
      {
        maxLength: 5,
        selector: ({ one, other }) => [one, other].sort().join(' '),
      },
    ),
    choices: fc.dictionary(
      oneOf('state', 'custom.fleet', 'custom.lanes', ...choosableFields),
      oneOf<Choice>('winner', 'loser', 'both'),
    ),
  })
  .map(({ keys, contacts, addresses, choices, ...world }) => ({
    ...world,
    accounts: world.accounts.map((values, at) => ({ ...values, external_key: keys.includes(at) ? `K-${at}` : null })),
    contacts: firstPrimary(contacts),
    addresses: firstPrimary(addresses),
    choices: Object.fromEntries(
      Object.entries(choices).map(([field, choice]) => [
        field,
        choice === 'both' && !listed.has(field) && field !== 'custom.lanes' ? ('loser' as const) : choice,
      ]),
    ),
  }))

/** Of the rows that want to be the primary one of an account the first is. */
function firstPrimary(rows: readonly { who: number; values: object; primary: boolean }[]) {
  const taken = new Set<number>()
  return rows.map(({ who, values, primary }) => {
    const first = primary && !taken.has(who)
    if (first) taken.add(who)
    return { who, values: { ...values, is_primary: first } }
  })
}

export interface Built {
  winner: Id
  loser: Id
  others: [Id, Id]
}

/** Writes the world and says whom to merge. */
export async function build(tx: Tx, world: World, userId: Id, now: Date): Promise<Built> {
  const client = connectionOf(tx)
  const insert = async (table: string, values: Record<string, unknown>) => {
    const columns = Object.keys(values)
    const text = `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`
    await client.query(text, Object.values(values))
    return values.id as Id
  }
  const ids = world.accounts.map(() => newId()) as [Id, Id, Id, Id]
  const earlier = new Date(now.getTime() - 86_400_000)
  for (const [at, values] of world.accounts.entries())
    await insert('accounts', {
      ...values,
      custom: JSON.stringify(values.custom),
      id: ids[at],
      number: `M-${ids[at]}`,
      kind: 'enterprise',
      sort_key: 'm',
      owner_id: at % 2 === 0 ? userId : null,
      state_since: earlier,
      created_at: earlier,
      updated_at: earlier,
      verified_at: at === 1 ? earlier : null,
    })
  for (const [at, parent] of noRing(world.parents).entries())
    if (parent !== null) await client.query('update accounts set parent_id = $2 where id = $1', [ids[at], ids[parent]])

  const people: Id[] = []
  for (const { who, values } of world.contacts)
    people.push(await insert('contacts', { id: newId(), account_id: ids[who], ...values }))
  for (const { from, to, kind } of world.relations)
    if (people[from] && people[to] && from !== to)
      await insert('contact_relations', { id: newId(), from_contact_id: people[from], to_contact_id: people[to], kind })
  for (const { who, values } of world.addresses)
    await insert('addresses', { id: newId(), account_id: ids[who], ...values })
  const entries: Id[] = []
  for (const { who, person, deleted } of world.entries)
    entries.push(
      await insert('interactions', {
        id: newId(),
        account_id: ids[who],
        contact_id: person === null ? null : (people[person] ?? null),
        kind: 'call',
        at: earlier,
        author_id: userId,
        deleted_at: deleted ? earlier : null,
      }),
    )
  for (const { who, person } of world.followUps)
    await insert('follow_ups', {
      id: newId(),
      account_id: ids[who],
      contact_id: person === null ? null : (people[person] ?? null),
      owner_id: userId,
      due_at: now,
      title: '回访',
    })
  for (const who of world.attachments)
    await insert('attachments', {
      id: newId(),
      account_id: ids[who],
      interaction_id: entries[0] ?? null,
      name: 'a.pdf',
      media_type: 'application/pdf',
      bytes: 1,
      sha256: 'a'.repeat(64),
    })
  for (const who of world.notifications)
    await insert('notifications', {
      id: newId(),
      user_id: userId,
      kind: 'mention',
      account_id: ids[who],
      created_at: earlier,
    })
  for (const { who, lines } of world.orders) {
    const order = newId()
    const common = { account_id: ids[who], ordered_on: '2026-01-15', currency: 'CNY' }
    await insert('orders', { id: order, number: `O-${order}`, ...common })
    for (const [at, line] of lines.entries())
      await insert('order_lines', {
        id: newId(),
        order_id: order,
        line_no: at + 1,
        ...common,
        ordered_on: `2026-0${line.month + 1}-15`,
        service: at % 2 === 0 ? 'sea' : 'road',
        amount_e4: line.amountE4,
        cost_e4: line.costE4,
      })
  }
  for (const { who, totalE4, share } of world.invoices) {
    const paid = Math.floor((totalE4 * share) / 2)
    const common = { account_id: ids[who], currency: 'CNY' }
    const [invoice, payment] = [newId(), newId()]
    const days = { issued_on: '2026-01-15', due_on: '2026-02-14' }
    const money = { net_e4: totalE4, total_e4: totalE4 }
    await insert('invoices', { id: invoice, number: `I-${invoice}`, status: 'issued', ...common, ...days, ...money })
    const line = { id: newId(), invoice_id: invoice, account_id: ids[who], line_no: 1, text: '运费', net_e4: totalE4 }
    await insert('invoice_lines', line)
    const received = { received_on: '2026-01-20', amount_e4: totalE4 }
    await insert('payments', { id: payment, number: `P-${payment}`, ...common, ...received })
    const sides = { invoice_id: invoice, payment_id: payment, amount_e4: paid }
    if (paid > 0)
      await insert('allocations', { id: newId(), ...common, ...sides, allocated_on: '2026-01-20', way: 'hand' })
  }
  for (const { who, minutes } of world.recents)
    await insert('recent_accounts', {
      user_id: userId,
      account_id: ids[who],
      at: new Date(earlier.getTime() + minutes * 60_000),
    })
  for (const who of world.terms)
    await insert('service_definitions', { id: newId(), account_id: ids[who], grace_days: who, updated_at: earlier })
  for (const { one, other, state } of world.pairs)
    if (one !== other) {
      const [low, high] = [ids[one], ids[other]].sort()
      const prints = { low_print: 'l', high_print: 'h', found_at: earlier, seen_at: earlier }
      await insert('duplicate_pairs', {
        id: newId(),
        low_id: low,
        high_id: high,
        score: 0.5,
        verdict: 'probable',
        state,
        ...prints,
      })
    }
  return { winner: ids[0], loser: ids[1], others: [ids[2], ids[3]] }
}

/** Parents as drawn, but for those that would close a ring. */
function noRing(parents: readonly (number | null)[]): (number | null)[] {
  const kept: (number | null)[] = parents.map(() => null)
  for (const [at, parent] of parents.entries()) {
    let up = parent
    while (up !== null && up !== at) up = kept[up] ?? null
    kept[at] = up === at ? null : parent
  }
  return kept
}

/** Every table that merging touches, but for what only ever grows: versions, transaction ids, events, the merges themselves. */
export async function dump(tx: Tx): Promise<Record<string, string[]>> {
  const dumped: Record<string, string[]> = {}
  for (const table of dumpedTables) {
    const text = `select (to_jsonb(t) - array['version', 'xid'])::text as row from ${table} t order by 1`
    dumped[table] = (await connectionOf(tx).query<{ row: string }>(text)).rows.map(({ row }) => row)
  }
  return dumped
}

export const dumpedTables = [
  'accounts',
  'contacts',
  'contact_relations',
  'addresses',
  'interactions',
  'attachments',
  'follow_ups',
  'notifications',
  'recent_accounts',
  'orders',
  'order_lines',
  'order_parties',
  'order_drafts',
  'order_templates',
  'account_codes',
  'account_order_holds',
  'inventory_snapshots',
  'invoices',
  'invoice_lines',
  'payments',
  'allocations',
  'account_receivables',
  'account_months',
  'account_figures',
  'duplicate_pairs',
  'service_definitions',
  'edi_partners',
  'edi_codes',
  'edi_messages',
  'edi_bills',
  'shipments',
  'notice_terms',
  'shipment_notices',
] as const
