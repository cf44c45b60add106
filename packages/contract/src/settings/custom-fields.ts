import { z } from 'zod'
import { Category } from '../rights.ts'
import { route } from '../route.ts'
import { ById, Id } from '../shapes.ts'
import { mayChange, mayCreate, tag } from './doors.ts'

export const CustomFieldSubject = z.enum(['account', 'contact'])
export type CustomFieldSubject = z.infer<typeof CustomFieldSubject>
export const CustomFieldKind = z.enum(['text', 'number', 'date', 'boolean', 'choice', 'choices'])
export type CustomFieldKind = z.infer<typeof CustomFieldKind>
const Label = z.string().trim().min(1).max(60)
export const CustomChoice = z.strictObject({ value: z.string().trim().min(1).max(60), labelZh: Label, labelEn: Label })

export const CustomField = z.strictObject({
  id: Id,
  subject: CustomFieldSubject,
  key: z.string(),
  labelZh: z.string(),
  labelEn: z.string(),
  kind: CustomFieldKind,
  choices: z.array(CustomChoice),
  category: Category,
  required: z.boolean(),
  position: z.int(),
  active: z.boolean(),
  version: z.int(),
})
export type CustomField = z.infer<typeof CustomField>
export const NewCustomField = z
  .strictObject({
    subject: CustomFieldSubject,
    key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/),
    labelZh: Label,
    labelEn: Label,
    kind: CustomFieldKind,
    choices: z.array(CustomChoice).max(200).default([]),
    category: Category.default('basic'),
    required: z.boolean().default(false),
  })
  .refine((field) => field.kind.startsWith('choice') === field.choices.length > 0, {
    path: ['choices'],
    message: 'A choice needs choices, and only a choice has them.',
  })
export type NewCustomField = z.infer<typeof NewCustomField>
/** Key, subject and kind stay: values are stored under them. */
export const CustomFieldChange = z.strictObject({
  labelZh: Label.optional(),
  labelEn: Label.optional(),
  choices: z.array(CustomChoice).min(1).max(200).optional(),
  category: Category.optional(),
  required: z.boolean().optional(),
  active: z.boolean().optional(),
})
export type CustomFieldChange = z.infer<typeof CustomFieldChange>

export const listCustomFields = route('listCustomFields', 'GET', '/custom-fields', {
  summary: 'Custom fields in their order',
  tag,
  door: 'signedIn',
  keys: [],
  query: z.strictObject({
    subject: CustomFieldSubject.optional(),
    inactive: z
      .enum(['true', 'false'])
      .default('false')
      .transform((flag) => flag === 'true'),
  }),
  reply: z.array(CustomField),
})
export const createCustomField = route('createCustomField', 'POST', '/custom-fields', {
  summary: 'Add a custom field',
  tag,
  door: mayCreate,
  body: NewCustomField,
  reply: CustomField,
})
export const changeCustomField = route('changeCustomField', 'PATCH', '/custom-fields/:id', {
  summary: 'Change, deactivate or reactivate a custom field',
  tag,
  door: mayChange,
  params: ById,
  body: CustomFieldChange,
  reply: CustomField,
  versioned: true,
})
export const orderCustomFields = route('orderCustomFields', 'PUT', '/custom-field-order', {
  summary: 'Set the order of the custom fields of one subject',
  tag,
  door: mayChange,
  body: z.strictObject({ subject: CustomFieldSubject, ids: z.array(Id).max(500) }),
  reply: z.array(CustomField),
})
