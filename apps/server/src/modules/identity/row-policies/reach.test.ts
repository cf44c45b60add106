import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { rolledBack } from '../../../../test/harness.ts'
import type { Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'

/** What the roles, teams and users say, worked out afresh: the definition that the kept table must never leave. */
const definition = sql<Reach>`
  with granted as (
    select u.id as user_id, r.module, r.action, (array['own', 'team', 'all'])[max(array_position(array['own', 'team', 'all'], r.scope))] as scope
    from   users u join user_roles ur on ur.user_id = u.id join role_rights r on r.role_id = ur.role_id
    where  u.active and r.scope <> 'none' group by 1, 2, 3)
  select g.user_id, g.module, g.action, g.scope, g.scope = 'all' and s.scope is not distinct from 'all' as everything,
         case when s.scope is null then '{}'
              when g.scope = 'own' or s.scope = 'own' then array[g.user_id]
              else g.user_id || teams_of(g.user_id) end as within
  from   granted g left join granted s on s.user_id = g.user_id and s.module = 'accounts' and s.action = 'read'
  order  by 1, 2, 3`

interface Reach {
  user_id: string
  module: string
  action: string
  scope: string
  everything: boolean
  within: string[]
}

const sorted = (rows: Reach[]) => rows.map((row) => ({ ...row, within: row.within.toSorted() }))

async function aWorld(tx: Tx) {
  const ids = (howMany: number) => Array.from({ length: howMany }, newId)
  const world = { users: ids(3), teams: ids(4), roles: ids(3) }
  for (const id of world.users)
    await sql`insert into users (id, name, email) values (${id}, 'x', ${`${id}@example.com`})`.execute(tx)
  for (const id of world.teams) await sql`insert into teams (id, name) values (${id}, ${id})`.execute(tx)
  for (const id of world.roles)
    await sql`insert into roles (id, code, name_zh, name_en) values (${id}, ${id}, 'x', 'x')`.execute(tx)
  return world
}
type World = Awaited<ReturnType<typeof aWorld>>

const change = fc.record({
  what: fc.constantFrom(
    ...([
      'giveRole',
      'takeRole',
      'right',
      'dropRights',
      'join',
      'leave',
      'lead',
      'hang',
      'activate',
      'dropRole',
    ] as const),
  ),
  user: fc.nat(2),
  team: fc.nat(3),
  under: fc.nat(3),
  role: fc.nat(2),
  module: fc.constantFrom('accounts', 'timeline', 'orders'),
  action: fc.constantFrom('read', 'change'),
  scope: fc.constantFrom('none', 'own', 'team', 'all'),
  flag: fc.boolean(),
})
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function statementOf({ users, teams, roles }: World, one: Change) {
  const [user, team, role] = [users[one.user], teams[one.team], roles[one.role]]
  switch (one.what) {
    case 'giveRole':
      return sql`insert into user_roles (user_id, role_id) select ${user}, id from roles where id = ${role} on conflict do nothing`
    case 'takeRole':
      return sql`delete from user_roles where user_id = ${user} and role_id = ${role}`
    case 'right':
      return sql`insert into role_rights (role_id, module, action, scope) select id, ${one.module}, ${one.action}, ${one.scope} from roles where id = ${role}
                 on conflict (role_id, module, action) do update set scope = excluded.scope`
    case 'dropRights':
      return sql`delete from role_rights where role_id = ${role} and module = ${one.module}`
    case 'join':
      return sql`insert into team_members (team_id, user_id, lead) values (${team}, ${user}, ${one.flag}) on conflict do nothing`
    case 'leave':
      return sql`delete from team_members where team_id = ${team} and user_id = ${user}`
    case 'lead':
      return sql`update team_members set lead = ${one.flag} where user_id = ${user}`
    case 'hang':
      return sql`update teams set parent_id = ${one.under < one.team ? (teams[one.under] ?? null) : null} where id = ${team}`
    case 'activate':
      return sql`update users set active = ${one.flag} where id = ${user}`
    case 'dropRole':
      return sql`delete from roles where id = ${role}`
    default:
      return one.what satisfies never
  }
}

test('whatever changes in users, roles and teams, what is kept of their reach is what the definition says', () =>
  fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 25 }), (changes) =>
      rolledBack(async (tx) => {
        const world = await aWorld(tx)
        for (const one of changes) {
          await statementOf(world, one).execute(tx)
          const kept = await sql<Reach>`select * from actor_reach order by 1, 2, 3`.execute(tx)
          expect(sorted(kept.rows)).toEqual(sorted((await definition.execute(tx)).rows))
        }
      }),
    ),
    { numRuns: 25 },
  ))

test('the application can neither read nor write what is kept', () =>
  rolledBack(async (tx) => {
    await sql`set local role quayside_app`.execute(tx)
    await expect(sql`select from actor_reach`.execute(tx)).rejects.toThrow('permission denied')
  }))
