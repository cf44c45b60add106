import type { NextAction } from '@quayside/analytics'
import type { Category, NextActionReason } from '@quayside/contract'
import { type Db, prepared } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { type FoundAccount, presentation } from './accounts.queries.ts'
import { type AddressRow, addressJson } from './people/addresses.queries.ts'
import { type ContactRow, contactJson } from './people/contacts.queries.ts'

export interface MonthSum {
  month: string
  service: string
  currency: string
  lines: number
  amount_e4: number
  cost_e4: number
  costed_e4: number
}

export interface Found360 extends FoundAccount {
  contacts: ContactRow[]
  addresses: AddressRow[]
  follow_ups: {
    id: Id
    title: string
    due_at: string
    all_day: boolean
    owner_id: Id
    owner_name: string
    version: number
  }[]
  months: MonthSum[]
  /** `2026-01-01 CNY` → orders of that month in that currency. */
  order_months: Record<string, number>
  recent_orders: {
    id: Id
    number: string
    ordered_on: string
    status: string
    currency: string
    lines: number
    amount_e4: number
  }[]
  open_orders: number
  /** By currency; null: no document of money was ever open, or the reader sees none. */
  receivables: { currency: string; open_e4: number; overdue_e4: number }[] | null
  duplicates: number
  /** The last time somebody spoke or wrote with them, and what it was. */
  last_touch: { at: string; kind: string } | null
  /** What is kept of him; null: not advised yet. */
  advised: { action: NextAction | null; reason: NextActionReason } | null
  group: {
    members: number
    orders: number
    amount_e4: number
    children: { id: Id; number: string; name: string; amount_e4: number }[]
  }
  custom_fields: { key: string; label_zh: string; label_en: string; kind: string; category: Category }[]
  company_currency: string | null
}

/** A tree deeper than this is a mistake of data, not a group of companies. */
const groupDepth = 8
const shownMonths = 24
const shownChildren = 50
const shownOrders = 8
const shownFollowUps = 20

/** One statement; each part is a sub-query by an index on the account, so its cost does not grow with the base. */
const text = presentation('accounts').replace(
  '\n  from   accounts a',
  `,
    (select coalesce(json_agg(${contactJson('c')} order by c.is_primary desc, c.active desc, c.id), '[]')
     from contacts c where c.account_id = a.id) as contacts,
    (select coalesce(json_agg(${addressJson('ad')} order by ad.is_primary desc, ad.id), '[]')
     from addresses ad where ad.account_id = a.id) as addresses,
    (select coalesce(json_agg(json_build_object('id', w.id, 'title', w.title, 'due_at', w.due_at, 'all_day', w.all_day,
       'owner_id', w.owner_id, 'owner_name', w.owner_name, 'version', w.version) order by w.due_at, w.id), '[]')
     from (select fu.*, o.name as owner_name from follow_ups fu join users o on o.id = fu.owner_id
           where fu.account_id = a.id and fu.done_at is null order by fu.due_at limit ${shownFollowUps}) w) as follow_ups,
    (select coalesce(json_agg(json_build_object('month', m.month, 'service', m.service, 'currency', m.currency, 'lines', m.lines,
       'amount_e4', m.amount_e4, 'cost_e4', m.cost_e4, 'costed_e4', m.costed_e4)), '[]')
     from account_months m where m.account_id = a.id and m.month > f.last_order_on - interval '${shownMonths} months') as months,
    (select coalesce(json_object_agg(d.month || ' ' || d.currency, d.orders), '{}')
     from (select date_trunc('month', o.ordered_on)::date as month, o.currency, count(*) as orders from orders o
           where o.account_id = a.id and order_counts(o.status) and o.ordered_on > f.last_order_on - interval '${shownMonths} months' group by 1, 2) d) as order_months,
    (select coalesce(json_agg(json_build_object('id', r.id, 'number', r.number, 'ordered_on', r.ordered_on, 'status', r.status,
       'currency', r.currency, 'lines', r.lines, 'amount_e4', r.amount_e4) order by r.ordered_on desc, r.id desc), '[]')
     from (select o.id, o.number, o.ordered_on, o.status, o.currency, s.lines, s.amount_e4
           from  (select * from orders o where o.account_id = a.id order by o.ordered_on desc, o.id desc limit ${shownOrders}) o,
           lateral (select count(*) as lines, coalesce(sum(l.amount_e4), 0)::bigint as amount_e4 from order_lines l where l.order_id = o.id) s) r) as recent_orders,
    (select count(*)::int from orders o where o.account_id = a.id and o.status in ('draft', 'held', 'confirmed', 'inTransit')) as open_orders,
    (select json_agg(json_build_object('currency', e.currency, 'open_e4', e.open_e4, 'overdue_e4', e.overdue_e4))
     from credit_exposure(a.id) e where exists (select from account_receivables r where r.account_id = a.id)) as receivables,
    (select count(*)::int from duplicate_pairs d join accounts o on o.id = case when d.low_id = a.id then d.high_id else d.low_id end
     where (d.low_id = a.id or d.high_id = a.id) and d.state = 'open' and o.deleted_at is null) as duplicates,
    (select json_build_object('at', i.at, 'kind', i.kind) from interactions i
     where i.account_id = a.id and i.deleted_at is null order by i.at desc, i.id desc limit 1) as last_touch,
    (select json_build_object('action', k.action, 'reason', k.reason) from next_actions k where k.account_id = a.id) as advised,
    (with recursive up as (
       select a.id, a.parent_id, 0 as depth
       union all
       select p.id, p.parent_id, up.depth + 1 from accounts p join up on p.id = up.parent_id where p.deleted_at is null and up.depth < ${groupDepth}
     ), members as (
       (select up.id, 0 as depth from up order by up.depth desc limit 1)
       union all
       select c.id, members.depth + 1 from accounts c join members on c.parent_id = members.id where c.deleted_at is null and members.depth < ${groupDepth}
     )
     select json_build_object(
       'members', sums.members, 'orders', sums.orders, 'amount_e4', sums.amount_e4,
       'children', (select coalesce(json_agg(json_build_object('id', k.id, 'number', k.number, 'name', k.name, 'amount_e4', k.amount_e4) order by k.amount_e4 desc, k.id), '[]')
                    from (select c.id, c.number, c.name, coalesce(s.amount_e4, 0) as amount_e4 from accounts c
                          left join account_figures s on s.account_id = c.id
                          where c.parent_id = a.id and c.deleted_at is null order by s.amount_e4 desc nulls last, c.id limit ${shownChildren}) k))
     from (select count(*) as members, coalesce(sum(s.orders), 0) as orders, coalesce(sum(s.amount_e4), 0) as amount_e4
           from members left join account_figures s on s.account_id = members.id) sums) as "group",
    (select coalesce(json_agg(json_build_object('key', cf.key, 'label_zh', cf.label_zh, 'label_en', cf.label_en, 'kind', cf.kind, 'category', cf.category) order by cf.position), '[]')
     from custom_fields cf where cf.subject = 'account' and cf.active) as custom_fields,
    (select currency from company) as company_currency
  from   accounts a`,
)

const customer360 = `${text} where a.id = $1`

export async function find360(db: Db, id: Id): Promise<Found360 | undefined> {
  const [row] = await prepared<Found360>(db, 'customer-360', customer360, [id])
  return row
}
