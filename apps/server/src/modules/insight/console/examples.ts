import type { Category, ConsoleSchema } from '@quayside/contract'

interface Example {
  name: { zh: string; en: string }
  needs: readonly Category[]
  sql: string
}

const examples: readonly Example[] = [
  {
    name: { zh: '各服务近十二个月收入与毛利率', en: 'Revenue and margin by service, last twelve months' },
    needs: ['basic', 'finance'],
    sql: `select service, currency,
       sum(amount_e4) / 10000 as revenue,
       sum(amount_e4 - cost_e4) / sum(case when cost_e4 is not null then amount_e4 end) as gross_margin
from   fact_order_line
where  ordered_on >= current_date - interval 1 year
group  by service, currency
order  by revenue desc`,
  },
  {
    name: { zh: '收入最高的二十个客户及其负责人', en: 'The twenty customers of most revenue, and their owners' },
    needs: ['basic', 'finance'],
    sql: `select d.account_id, d.industry, d.tier, s.name as owner,
       count(distinct l.order_id) as orders,
       sum(l.amount_e4) / 10000 as revenue
from   fact_order_line l
join   dim_account d using (account_key)
left   join dim_staff s on s.user_id = d.owner_id
where  l.currency = 'CNY'
group  by all
order  by revenue desc
limit  20`,
  },
  {
    name: { zh: '两次下单之间的天数：一般与最慢', en: 'Days between orders: usual and slowest' },
    needs: ['basic'],
    sql: `with gaps as (
  select account_key, ordered_on - lag(ordered_on) over (partition by account_key order by ordered_on) as days
  from   (select distinct account_key, ordered_on from fact_order)
)
select d.account_id, count(*) as gaps, median(days) as usual_days, max(days) as longest_days
from   gaps join dim_account d using (account_key)
where  days is not null
group  by d.account_id
having count(*) >= 3
order  by longest_days desc
limit  100`,
  },
  {
    name: { zh: '各月准时送达率', en: 'Share delivered on time, by month' },
    needs: ['basic'],
    sql: `select date_trunc('month', promised_on) as month,
       count(*) as lines,
       avg(case when delivered_on <= promised_on then 1.0 else 0 end) as on_time
from   fact_order_line
where  promised_on is not null and delivered_on is not null
group  by month
order  by month`,
  },
  {
    name: { zh: '春节前后四周的订单行', en: 'Order lines in the four weeks around the Spring Festival' },
    needs: ['basic'],
    sql: `select year, floor(spring_festival_offset / 7) as week, count(*) as lines
from   fact_order_line l join dim_date t on t.day = l.ordered_on
where  spring_festival_offset between -28 and 27
group  by all
order  by year, week`,
  },
  {
    name: { zh: '客户等级的变化', en: 'How customers moved between tiers' },
    needs: ['basic'],
    sql: `select former, tier, count(*) as moves
from   (select tier, lag(tier) over (partition by account_key order by valid_from) as former
        from dim_account_history)
where  former is distinct from tier
group  by all
order  by moves desc`,
  },
]

/** Those whose columns the reader sees. */
export const examplesFor = (reads: (category: Category) => boolean): ConsoleSchema['examples'] =>
  examples.filter(({ needs }) => needs.every(reads)).map(({ name, sql }) => ({ name, sql }))
