import { z } from 'zod'
import { Id } from '../shapes.ts'

export const Theme = z.enum(['light', 'dark', 'system'])
export type Theme = z.infer<typeof Theme>
export const Density = z.enum(['comfortable', 'compact'])
export type Density = z.infer<typeof Density>

export const PersonName = z.string().trim().min(1).max(100)
export const SignInEmail = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase())
/** Length only; whether it is strong enough is the server's judgement (code `passwordTooWeak`). */
export const NewPassword = z.string().min(10).max(200)
/** The random part of a one-time link. */
export const OneTimeToken = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/)

export const RoleName = z.strictObject({ id: Id, code: z.string(), nameZh: z.string(), nameEn: z.string() })
export type RoleName = z.infer<typeof RoleName>
export const TeamName = z.strictObject({ id: Id, name: z.string(), lead: z.boolean() })
export type TeamName = z.infer<typeof TeamName>
