import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Day, Id } from '../shapes.ts'
import { accounts } from './doors.ts'
import { line } from './lines.ts'
import { PersonRef } from './refs.ts'

export const ContactRole = z.enum([
  'contact',
  'decisionMaker',
  'influencer',
  'user',
  'payer',
  'shipper',
  'consignee',
  'technical',
  'gatekeeper',
  'executive',
])
export const ContactFields = z.strictObject({
  name: line(10_240).min(1),
  nameEn: line(500),
  role: ContactRole,
  jobTitle: line(100).nullable(),
  department: line(100).nullable(),
  mobile: line(60).nullable(),
  phone: line(60).nullable(),
  email: line(254).nullable(),
  wechat: line(60).nullable(),
  preferredChannel: z.enum(['phone', 'email', 'wechat', 'sms', 'visit']).nullable(),
  birthday: Day.nullable(),
  characterNote: line(2_000).nullable(),
  isPrimary: z.boolean(),
  active: z.boolean(),
})
export const NewContact = ContactFields.partial().required({ name: true })
export const Contact = ContactFields.extend({
  id: Id,
  accountId: Id,
  version: z.int(),
  relations: z.array(
    z.strictObject({
      id: Id,
      kind: z.string(),
      direction: z.enum(['to', 'from']),
      contact: PersonRef,
      note: z.string(),
    }),
  ),
})
export type Contact = z.infer<typeof Contact>
export const RelationKind = z.enum([
  'reportsTo',
  'assists',
  'colleague',
  'family',
  'friend',
  'formerColleague',
  'referredBy',
])

export const addContact = route('addContact', 'POST', '/accounts/:id/contacts', {
  summary: 'Add a person',
  tag: 'Contacts',
  door: accounts('change'),
  params: ById,
  body: NewContact,
  reply: Contact,
})
export const changeContact = route('changeContact', 'PATCH', '/contacts/:id', {
  summary: 'Change a person',
  tag: 'Contacts',
  door: accounts('change'),
  params: ById,
  body: ContactFields.partial(),
  reply: Contact,
  versioned: true,
})
export const removeContact = route('removeContact', 'DELETE', '/contacts/:id', {
  summary: 'Remove a person',
  tag: 'Contacts',
  door: accounts('change'),
  params: ById,
  versioned: true,
})
export const relateContacts = route('relateContacts', 'POST', '/contacts/:id/relations', {
  summary: 'Relate two people 人际关系',
  tag: 'Contacts',
  door: accounts('change'),
  params: ById,
  body: z.strictObject({ toContactId: Id, kind: RelationKind, note: line(500).default('') }),
  reply: Contact,
})
export const unrelateContacts = route('unrelateContacts', 'DELETE', '/contact-relations/:id', {
  summary: 'Remove a relation',
  tag: 'Contacts',
  door: accounts('change'),
  params: ById,
})
