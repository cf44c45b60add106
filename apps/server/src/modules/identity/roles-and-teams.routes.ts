import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../platform/http/serve.ts'
import { changeRole, createRole, deleteRole } from './change-roles.ts'
import { changeTeam, createTeam, deleteTeam, replaceTeamMembers } from './change-teams.ts'
import type { Identity } from './open-identity.ts'
import { listRoles } from './roles.queries.ts'
import { listTeams } from './teams.queries.ts'

export function roleRoutes(app: FastifyInstance, { changing }: Identity): void {
  serve(app, contract.listRoles, ({ read }) => read(listRoles))
  serve(app, contract.createRole, ({ write, body, now }) => write((tx, actor) => createRole(tx, actor, body, now)))
  serve(app, contract.changeRole, ({ write, params, version, body, now }) =>
    changing(write((tx, actor) => changeRole(tx, actor, params.id, version, body, now))),
  )
  serve(app, contract.deleteRole, ({ write, params, now }) =>
    write((tx, actor) => deleteRole(tx, actor, params.id, now)),
  )
}

export function teamRoutes(app: FastifyInstance, { changing }: Identity): void {
  serve(app, contract.listTeams, ({ read }) => read(listTeams))
  serve(app, contract.createTeam, ({ write, body, now }) => write((tx, actor) => createTeam(tx, actor, body, now)))
  serve(app, contract.changeTeam, ({ write, params, version, body, now }) =>
    changing(write((tx, actor) => changeTeam(tx, actor, params.id, version, body, now))),
  )
  serve(app, contract.replaceTeamMembers, ({ write, params, version, body, now }) =>
    changing(write((tx, actor) => replaceTeamMembers(tx, actor, params.id, version, body.members, now))),
  )
  serve(app, contract.deleteTeam, ({ write, params, now }) =>
    changing(write((tx, actor) => deleteTeam(tx, actor, params.id, now))),
  )
}
