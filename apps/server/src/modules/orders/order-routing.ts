import type { OrderRoutingRule } from '@quayside/contract'
import type { z } from 'zod'
import { type Db, prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'

type Rule = z.output<typeof OrderRoutingRule>

export async function readRouting(db: Db): Promise<{ rules: Rule[] }> {
  const text = `
    select service, channel, origin_country as "originCountry", destination_country as "destinationCountry", team_id as "teamId"
    from   order_routing order by position`
  return { rules: await prepared<Rule & Record<string, unknown>>(db, 'order-routing', text, []) }
}

export async function changeRouting(tx: Tx, user: User, rules: readonly Rule[], now: Date): Promise<{ rules: Rule[] }> {
  const teams = [...new Set(rules.map(({ teamId }) => teamId))]
  const text = 'select count(*)::int as known from teams where id = any ($1::uuid[])'
  const [found] = await prepared<{ known: number }>(tx, 'routing-teams', text, [teams])
  if (found?.known !== teams.length) throw new Refusal('teamUnknown', 422, 'A rule names a team that does not exist.')
  await prepared(tx, 'clear-order-routing', 'delete from order_routing', [])
  const rows = rules.map((rule, at) => ({
    id: newId(),
    position: at + 1,
    service: rule.service,
    channel: rule.channel,
    origin_country: rule.originCountry,
    destination_country: rule.destinationCountry,
    team_id: rule.teamId,
  }))
  const insert = 'insert into order_routing select * from jsonb_populate_recordset(null::order_routing, $1::jsonb)'
  await prepared(tx, 'insert-order-routing', insert, [JSON.stringify(rows)])
  await recordEvent(tx, {
    kind: 'orderRouting.changed',
    subject: { type: 'orderRouting', id: newId() },
    actorId: user.id,
    at: now,
    data: { rules: rules.length },
  })
  return readRouting(tx)
}
