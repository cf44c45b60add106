import { z } from 'zod'
import { Rights } from '../rights.ts'
import { route } from '../route.ts'
import { ById, Id } from '../shapes.ts'
import { administration, tag } from './doors.ts'

export const Role = z.strictObject({
  id: Id,
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  builtIn: z.boolean(),
  users: z.int(),
  rights: Rights,
  version: z.int(),
  can: z.strictObject({ change: z.boolean(), delete: z.boolean() }),
})
export type Role = z.infer<typeof Role>
const LabelText = z.string().trim().min(1).max(60)
export const NewRole = z.strictObject({ nameZh: LabelText, nameEn: LabelText, rights: Rights })
export type NewRole = z.infer<typeof NewRole>

export const listRoles = route('listRoles', 'GET', '/roles', {
  summary: 'Roles with their rights and how many hold them',
  tag,
  door: administration('read'),
  reply: z.array(Role),
})
export const createRole = route('createRole', 'POST', '/roles', {
  summary: 'Create a role',
  tag,
  door: administration('create'),
  body: NewRole,
  reply: Role,
})
export const changeRole = route('changeRole', 'PUT', '/roles/:id', {
  summary: 'Change the names and the rights matrix of a role',
  tag,
  door: administration('change'),
  params: ById,
  body: NewRole,
  reply: Role,
  versioned: true,
})
export const deleteRole = route('deleteRole', 'DELETE', '/roles/:id', {
  summary: 'Delete a role that is neither built in nor in use',
  tag,
  door: administration('delete'),
  params: ById,
})
