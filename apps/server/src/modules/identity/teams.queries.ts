import type { Team } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'

const selectTeams = sql`
  select t.id, t.name, t.parent_id as "parentId", t.version,
         coalesce((select json_agg(json_build_object('userId', u.id, 'name', u.name, 'lead', m.lead, 'active', u.active) order by m.lead desc, u.name)
                   from team_members m join users u on u.id = m.user_id where m.team_id = t.id), '[]') as members
  from   teams t`

export async function listTeams(db: Db): Promise<Team[]> {
  const found = await sql<Team>`${selectTeams} order by t.name, t.id`.execute(db)
  return found.rows
}

export async function findTeam(db: Db, id: Id): Promise<Team | undefined> {
  const found = await sql<Team>`${selectTeams} where t.id = ${id}`.execute(db)
  return found.rows[0]
}

/** Whether `team` is `root` or stands in one of its branches. */
export async function standsBelow(db: Db, team: Id, root: Id): Promise<boolean> {
  const found = await sql`
    with recursive up as (
      select id, parent_id from teams where id = ${team}
      union
      select t.id, t.parent_id from teams t join up on t.id = up.parent_id
    )
    select from up where id = ${root}`.execute(db)
  return found.rows.length > 0
}
