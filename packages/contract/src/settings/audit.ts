import { z } from 'zod'
import { route } from '../route.ts'
import { Day, Id, Instant, PageQuery, pageOf } from '../shapes.ts'
import { mayRead, tag } from './doors.ts'

export const AuditEvent = z.strictObject({
  id: Id,
  at: Instant,
  actor: z.strictObject({ id: Id, name: z.string() }).nullable(),
  kind: z.string(),
  subjectType: z.string(),
  subjectId: Id,
  /** Of the customer, person, team, role or file it concerns; null where the reader sees none. */
  subjectName: z.string().nullable(),
  accountId: Id.nullable(),
  /** Null when it may hold customer data of a category the reader must not see. */
  data: z.record(z.string(), z.json()).nullable(),
})
export type AuditEvent = z.infer<typeof AuditEvent>
export const listEvents = route('listEvents', 'GET', '/events', {
  summary: 'Who did what and when, newest first',
  tag,
  door: mayRead,
  query: z.strictObject({
    ...PageQuery,
    actorId: Id.optional(),
    /** `user.invited`, or a whole noun: `user`. */
    kind: z
      .string()
      .regex(/^[a-zA-Z]+(\.[a-zA-Z]+)?$/)
      .max(80)
      .optional(),
    subjectId: Id.optional(),
    /** Days in the company’s zone, both inclusive. */
    from: Day.optional(),
    until: Day.optional(),
  }),
  reply: pageOf(AuditEvent),
})
