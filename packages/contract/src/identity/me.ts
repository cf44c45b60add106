import { z } from 'zod'
import { Rights } from '../rights.ts'
import { route } from '../route.ts'
import { DemoSignIn, Features, PublicCompany } from '../settings/index.ts'
import { Id, Locale } from '../shapes.ts'
import { tag } from './doors.ts'
import { Density, PersonName, RoleName, TeamName, Theme } from './names.ts'

/** An inline picture of at most 12 kB: small, because it travels with every list of colleagues. */
export const Portrait = z
  .string()
  .max(16_500)
  .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/)

export const MyUser = z.strictObject({
  id: Id,
  name: z.string(),
  email: z.string(),
  image: z.string().nullable(),
  locale: Locale,
  theme: Theme,
  density: Density,
  twoFactorEnabled: z.boolean(),
})
export type MyUser = z.infer<typeof MyUser>

/** Everything the shell needs to draw itself: who I am, what I may do, whose product this is. */
export const Me = z.strictObject({
  user: MyUser,
  roles: z.array(RoleName),
  teams: z.array(TeamName),
  rights: Rights,
  company: PublicCompany,
  demoSignIns: z.array(DemoSignIn),
  features: Features,
})
export type Me = z.infer<typeof Me>

export const Preferences = z.strictObject({
  name: PersonName.optional(),
  locale: Locale.optional(),
  theme: Theme.optional(),
  density: Density.optional(),
  image: Portrait.nullable().optional(),
})
export type Preferences = z.infer<typeof Preferences>

export const readMe = route('readMe', 'GET', '/me', {
  summary: 'Who I am, my merged rights and the company',
  tag,
  door: 'signedIn',
  keys: [],
  reply: Me,
})
export const changeMe = route('changeMe', 'PATCH', '/me', {
  summary: 'Change my name, portrait, language, theme or density',
  tag,
  door: 'signedIn',
  keys: 'never',
  body: Preferences,
  reply: MyUser,
})
