import { z } from 'zod'
import { Action, Category, Module, Rights, Scope } from '../rights.ts'
import { route } from '../route.ts'
import { ById } from '../shapes.ts'
import { administration, tag } from './doors.ts'
import { RoleName } from './names.ts'

/** Which role grants a right, so that "why can he see this?" has an answer. */
export const EffectiveRights = z.strictObject({
  rights: Rights,
  modules: z.array(
    z.strictObject({
      module: Module,
      action: Action,
      scope: Scope,
      grants: z.array(z.strictObject({ role: RoleName, scope: Scope })),
    }),
  ),
  categories: z.array(
    z.strictObject({
      category: Category,
      read: z.array(RoleName),
      write: z.array(RoleName),
      export: z.array(RoleName),
    }),
  ),
})
export type EffectiveRights = z.infer<typeof EffectiveRights>
export const readEffectiveRights = route('readEffectiveRights', 'GET', '/users/:id/rights', {
  summary: 'What a user may do, and which role grants it',
  tag,
  door: administration('read'),
  params: ById,
  reply: EffectiveRights,
})
