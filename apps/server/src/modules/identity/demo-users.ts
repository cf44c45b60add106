import type { DemoSignIn } from '@quayside/contract'
import type { Db, Tx } from '../../platform/database.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { hashed, setPassword } from './sign-in/passwords.ts'

/** Shown on the sign-in page of the demonstration company only; real passwords of this strength would be fine, a published one is not. */
export const demoPassword = 'quayside-demo-2026'

interface DemoPerson {
  login: string
  name: string
  role: string
  team: string
  lead?: boolean
}

const people: readonly DemoPerson[] = [
  { login: 'admin', name: '周敏 Zhou Min', role: 'administrator', team: '总部 Head office' },
  { login: 'sales', name: '李强 Li Qiang', role: 'salesRepresentative', team: '华东销售 East China sales' },
  { login: 'sales2', name: '王芳 Wang Fang', role: 'salesRepresentative', team: '华南销售 South China sales' },
  { login: 'kam', name: '陈静 Chen Jing', role: 'keyAccountManager', team: '华东销售 East China sales', lead: true },
  { login: 'agent', name: '赵磊 Zhao Lei', role: 'callCentreAgent', team: '客户服务 Customer service' },
  { login: 'service', name: '孙丽 Sun Li', role: 'serviceManager', team: '客户服务 Customer service', lead: true },
  { login: 'dispatch', name: '吴刚 Wu Gang', role: 'dispatcher', team: '运营 Operations' },
  { login: 'marketing', name: '郑爽 Zheng Shuang', role: 'marketer', team: '市场 Marketing' },
  { login: 'finance', name: '钱进 Qian Jin', role: 'finance', team: '财务 Finance' },
  { login: 'executive', name: '林海 Lin Hai', role: 'executive', team: '总部 Head office', lead: true },
]

const root = '总部 Head office'

export interface DemoUser {
  id: Id
  email: string
  name: string
  roleCode: string
  teamId: Id
  teamName: string
}

/** One person per role and the teams they work in, for the demonstration company. Takes the owner's handle. */
export async function demoUsers(tx: Tx, now: Date): Promise<DemoUser[]> {
  const passwordHash = await hashed(demoPassword)
  const teams = await demoTeams(tx)
  const roles = await tx.selectFrom('roles').select(['id', 'code']).where('built_in', '=', true).execute()
  const made: DemoUser[] = []
  for (const person of people) {
    const id = newId()
    const email = `${person.login}@demo.quayside`
    const teamId = teams.get(person.team)
    const roleId = roles.find((role) => role.code === person.role)?.id
    if (!teamId || !roleId) throw new Error(`The demonstration lacks the team or role of ${person.login}.`)
    await tx
      .insertInto('users')
      .values({ id, name: person.name, email, email_verified: true, created_at: now, updated_at: now })
      .execute()
    await tx.insertInto('user_roles').values({ user_id: id, role_id: roleId }).execute()
    await tx
      .insertInto('team_members')
      .values({ team_id: teamId, user_id: id, lead: person.lead ?? false })
      .execute()
    await setPassword(tx, id, passwordHash, now)
    made.push({ id, email, name: person.name, roleCode: person.role, teamId, teamName: person.team })
  }
  return made
}

async function demoTeams(tx: Tx): Promise<Map<string, Id>> {
  const teams = new Map<string, Id>()
  const rootId = newId()
  for (const name of new Set([root, ...people.map((person) => person.team)])) {
    const id = name === root ? rootId : newId()
    await tx
      .insertInto('teams')
      .values({ id, name, parent_id: name === root ? null : rootId })
      .execute()
    teams.set(name, id)
  }
  return teams
}

/** The doors that the sign-in page offers; empty unless this is the demonstration company. */
export async function demoSignIns(db: Db): Promise<DemoSignIn[]> {
  const rows = await db
    .selectFrom('users')
    .innerJoin('user_roles', 'user_roles.user_id', 'users.id')
    .innerJoin('roles', 'roles.id', 'user_roles.role_id')
    .select([
      'users.email',
      'users.name',
      'roles.code as roleCode',
      'roles.name_zh as roleZh',
      'roles.name_en as roleEn',
    ])
    .where(
      'users.email',
      'in',
      people.map((person) => `${person.login}@demo.quayside`),
    )
    .where('users.active', '=', true)
    .where((where) => where.exists(where.selectFrom('company').select('one').where('is_demo', '=', true)))
    .orderBy('users.id')
    .execute()
  return rows.map((row) => ({ ...row, password: demoPassword }))
}
