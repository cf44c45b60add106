import { renewMonths, touchMonths } from './account-months.ts'
import { amongAges } from './dialect.ts'
import type { Engine, Run } from './engine.ts'
import type { Moved } from './marks.ts'
import { keepAllPromises, renewPromises } from './order-promises.ts'
import { bitOfNumber } from './service-bits.ts'
import { sumTables } from './source-tables.ts'

export { bitsOf, serviceBit, serviceBits, servicesIn } from './service-bits.ts'

/** One row for each order, its lines summed, or for each part of it; `from`: lines as `l`, and whatever parts them. */
const orderTotals = (from: string): string => `
  select o.*, count(*) over (partition by o.order_id) > 1 as in_parts from (${sumsOfLines(from)}) o`

/** The same of some of the lines, while `fact_order_total` stands: it knows which orders are in parts. */
export const totalsOfSome = (from: string): string => `
  select o.*, o.order_id in (select t.order_id from fact_order_total t where t.in_parts) as in_parts from (${sumsOfLines(from)}) o`

const sumsOfLines = (from: string): string => `
  select l.order_id as order_id, l.account_key as account_key, l.ordered_on as ordered_on, l.currency as currency,
         count(*)::integer as lines, sum(case when l.amount_e4 >= 0 then 1 else 0 end)::integer as forward_lines,
         count(l.cost_e4)::integer as costed_lines, sum(l.amount_e4)::bigint as amount_e4,
         sum(case when l.amount_e4 < 0 then l.amount_e4 else 0 end)::bigint as back_e4,
         sum(case when l.cost_e4 is null then 0 else l.amount_e4 end)::bigint as costed_e4,
         sum(coalesce(l.cost_e4, 0))::bigint as cost_e4, sum(coalesce(l.weight_g, 0))::bigint as weight_g,
         bit_or(${bitOfNumber})::integer as services
  from   ${from} group by l.order_id, l.account_key, l.ordered_on, l.currency`

/** How many orders some of these rows (`l`) are: millions of ids need not be told apart where few orders have more than one. */
export const countOfOrders =
  '(count(*) filter (where not l.in_parts) + count(distinct l.order_id) filter (where l.in_parts))'

/** The services of each order of such rows: an order in parts has those of all of them. `orders`: to follow `from`, and to add to. */
export const servicesOfOrders = (orders: string): string => `
  select l.services as services from ${orders} and not l.in_parts
  union all
  select bit_or(l.services)::integer from ${orders} and l.in_parts group by l.order_id`

const columns =
  'order_id, account_key, ordered_on, currency, lines, forward_lines, costed_lines, amount_e4, back_e4, costed_e4, cost_e4, weight_g, services, in_parts'

/** Of an empty table, from all lines; customer by customer, for most questions are summed so. */
export async function sumAllOrders(run: Run): Promise<void> {
  await run(`insert into fact_order_total (${columns}) select ${columns} from (${orderTotals('fact_order_line l')}) t
       order by account_key, ordered_on, order_id`)
  await keepAllPromises(run)
}

/** Takes up the orders of lines that come, change or go. */
export const beginSums = (run: Run) => run('create temp table touched_orders (order_id uuid)')

/** Sums the marked orders anew. */
export async function renewSums(run: Run, engine: Engine['name'], moved: Moved): Promise<void> {
  const found = await run('select count(*)::integer as orders from touched_orders')
  if (found.orders?.[0] === 0) return void (await run('drop table touched_orders'))
  for (const kept of sumTables) moved.add(kept)
  const touched = (column: string) =>
    `${amongAges(engine, column, 'touched_orders', 'order_id')}${column} in (select order_id from touched_orders)`
  await touchMonths(run, touched('order_id'))
  await run(`delete from fact_order_total where ${touched('order_id')}`)
  await run(
    `insert into fact_order_total (${columns}) select ${columns} from (${orderTotals(`fact_order_line l where ${touched('l.order_id')}`)}) t`,
  )
  await renewPromises(run, touched)
  await renewMonths(run, touched('order_id'))
  await run('drop table touched_orders')
}
