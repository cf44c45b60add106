import { z } from 'zod'
import { route } from '../route.ts'
import { Instant, Locale } from '../shapes.ts'
import { tag } from './doors.ts'
import { NewPassword, OneTimeToken, PersonName, SignInEmail } from './names.ts'

export const createFirstAdministrator = route('createFirstAdministrator', 'PUT', '/first-administrator', {
  summary: 'Make the first administrator with the link printed at start; only while no user exists',
  tag,
  door: 'public',
  body: z.strictObject({
    token: OneTimeToken,
    name: PersonName,
    email: SignInEmail,
    password: NewPassword,
    locale: Locale.default('zh-CN'),
  }),
})
/** `POST` because the token must not stand in an address that is logged. */
export const previewInvitation = route('previewInvitation', 'POST', '/invitation/preview', {
  summary: 'Whom an invitation link is for',
  tag,
  door: 'public',
  body: z.strictObject({ token: OneTimeToken }),
  reply: z.strictObject({ name: z.string(), email: z.string(), expiresAt: Instant }),
  status: 200,
})
export const acceptInvitation = route('acceptInvitation', 'PUT', '/invitation', {
  summary: 'Set the password with an invitation link',
  tag,
  door: 'public',
  body: z.strictObject({ token: OneTimeToken, password: NewPassword }),
})
export const judgePassword = route('judgePassword', 'POST', '/password-judgement', {
  summary: 'How strong a password would be',
  tag,
  door: 'public',
  body: z.strictObject({
    password: z.string().max(200),
    name: z.string().max(100).default(''),
    email: z.string().max(254).default(''),
  }),
  reply: z.strictObject({
    /** 0 (guessed at once) to 4. */
    score: z.int().min(0).max(4),
    acceptable: z.boolean(),
    messageZh: z.string(),
    messageEn: z.string(),
  }),
  status: 200,
})
