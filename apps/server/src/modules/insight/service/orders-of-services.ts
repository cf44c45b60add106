import { bitsOf, serviceBit, servicesIn } from '../../../warehouse/order-totals.ts'
import { monthOf, monthText } from '../customers/as-of.ts'
import { codeOfVerdict, type Tally, tallyOf, verdicts } from './tally.ts'

/** Each order once, however many services are in it: which of them were promised, and what became of each, is a bit. */
export const ordersOfServicesSql = (judged: string) => {
  const bits = (condition: string) => `bit_or(case when ${condition} then service else 0 end)`
  const open = verdicts.indexOf('open')
  const onTime = verdicts.indexOf('onTime')
  return `
  with coded as (
    select order_id, ordered_on, ${serviceBit('key')} as service, ${codeOfVerdict} as verdict, is_delivered from (${judged}) j
  ), told as (
    select min(ordered_on) as day, ${bits('verdict is not null')} as promised, ${bits(`verdict = ${open}`)} as waiting,
           ${bits('verdict is not null and is_delivered = 0')} as missing, ${bits(`verdict <> ${onTime}`)} as broken
    from   coded group by order_id
  ), of_day as (
    select day, promised, waiting, missing, broken, count(*) as n from told where promised <> 0 group by day, promised, waiting, missing, broken
  )
  select ${monthOf('day')} as month, promised, waiting, missing, broken, sum(n)::integer as n
  from   of_day group by 1, promised, waiting, missing, broken`
}

/** Orders of a month whose services were promised, wait, are missing or broke their promise alike: bits. */
export interface OrdersFound {
  month: Float64Array
  promised: Float64Array
  waiting: Float64Array
  missing: Float64Array
  broken: Float64Array
  n: Float64Array
}

/** Of the order as a whole to its month, of each service in it to that. */
export function addOrders(
  parts: Map<string, Tally>,
  months: Map<string, Tally>,
  found: OrdersFound,
  row: number,
): void {
  const at = (column: keyof OrdersFound) => found[column][row] as number
  const add = (tally: Tally, bits: number) => {
    if ((at('waiting') & bits) !== 0) return
    tally.orders += at('n')
    if ((at('missing') & bits) !== 0) return
    tally.complete += at('n')
    if ((at('broken') & bits) === 0) tally.otif += at('n')
  }
  add(tallyOf(months, monthText(at('month'))), at('promised'))
  for (const service of servicesIn(at('promised'))) add(tallyOf(parts, service), at('promised') & bitsOf(service))
}
