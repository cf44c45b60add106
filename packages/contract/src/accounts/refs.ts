import { z } from 'zod'
import { Id } from '../shapes.ts'

export const PersonRef = z.strictObject({ id: Id, name: z.string() })
export const AccountRef = z.strictObject({ id: Id, number: z.string(), name: z.string() })
export type AccountRef = z.infer<typeof AccountRef>
