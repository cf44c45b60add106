import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id } from '../shapes.ts'
import { administration, tag } from './doors.ts'

export const TeamMember = z.strictObject({ userId: Id, name: z.string(), lead: z.boolean(), active: z.boolean() })
export const Team = z.strictObject({
  id: Id,
  name: z.string(),
  parentId: Id.nullable(),
  members: z.array(TeamMember),
  version: z.int(),
})
export type Team = z.infer<typeof Team>
const TeamTitle = z.string().trim().min(1).max(80)

export const listTeams = route('listTeams', 'GET', '/teams', {
  summary: 'All teams with their members; `parentId` makes the tree',
  tag,
  door: 'signedIn',
  keys: ['accounts'],
  reply: z.array(Team),
})
export const createTeam = route('createTeam', 'POST', '/teams', {
  summary: 'Create a team',
  tag,
  door: administration('create'),
  body: z.strictObject({ name: TeamTitle, parentId: Id.nullable().default(null) }),
  reply: Team,
})
export const changeTeam = route('changeTeam', 'PATCH', '/teams/:id', {
  summary: 'Rename a team or move it in the tree',
  tag,
  door: administration('change'),
  params: ById,
  body: z.strictObject({ name: TeamTitle.optional(), parentId: Id.nullable().optional() }),
  reply: Team,
  versioned: true,
})
export const replaceTeamMembers = route('replaceTeamMembers', 'PUT', '/teams/:id/members', {
  summary: 'Set who belongs to a team and who leads it',
  tag,
  door: administration('change'),
  params: ById,
  body: z.strictObject({
    members: z.array(z.strictObject({ userId: Id, lead: z.boolean().default(false) })).max(1000),
  }),
  reply: Team,
  versioned: true,
})
export const deleteTeam = route('deleteTeam', 'DELETE', '/teams/:id', {
  summary: 'Delete a team without sub-teams and without accounts',
  tag,
  door: administration('delete'),
  params: ById,
})
