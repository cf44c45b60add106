import { z } from 'zod'
import { Filter, PersonRef } from './accounts/index.ts'
import { route } from './route.ts'
import { ById, Id } from './shapes.ts'

export const ViewDefinition = z.strictObject({
  layout: z.enum(['table', 'kanban']).default('table'),
  filter: Filter.optional(),
  search: z.string().max(200).optional(),
  sort: z.string().max(160).optional(),
  columns: z
    .array(z.strictObject({ field: z.string().max(60), width: z.int().min(40).max(1200).optional() }))
    .max(80)
    .optional(),
})
/** Whose list it is a view of. */
export const ViewSubject = z.enum(['accounts', 'orders', 'shipments', 'invoices', 'payments', 'ediMessages'])
export type ViewSubject = z.infer<typeof ViewSubject>
export const SavedViewFields = z.strictObject({
  subject: ViewSubject,
  name: z.string().trim().min(1).max(80),
  definition: ViewDefinition,
  shared: z.enum(['private', 'team', 'all']).default('private'),
  teamId: Id.nullable().default(null),
})
/** Without defaults: a field left out is left as it is. */
export const SavedViewChange = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    definition: ViewDefinition,
    shared: z.enum(['private', 'team', 'all']),
    teamId: Id.nullable(),
  })
  .partial()
export const SavedView = SavedViewFields.extend({ id: Id, owner: PersonRef, mine: z.boolean(), version: z.int() })
export type SavedView = z.infer<typeof SavedView>
const tag = 'Saved views'
export const listSavedViews = route('listSavedViews', 'GET', '/saved-views', {
  summary: 'My views and those shared with me',
  tag,
  door: 'signedIn',
  keys: ['accounts'],
  query: z.strictObject({ subject: ViewSubject }),
  reply: z.array(SavedView),
})
export const saveView = route('saveView', 'POST', '/saved-views', {
  summary: 'Save a view',
  tag,
  door: 'signedIn',
  keys: ['accounts'],
  body: SavedViewFields,
  reply: SavedView,
})
export const changeView = route('changeView', 'PATCH', '/saved-views/:id', {
  summary: 'Change one of my views',
  tag,
  door: 'signedIn',
  keys: ['accounts'],
  params: ById,
  body: SavedViewChange,
  reply: SavedView,
  versioned: true,
})
export const removeView = route('removeView', 'DELETE', '/saved-views/:id', {
  summary: 'Remove one of my views',
  tag,
  door: 'signedIn',
  keys: ['accounts'],
  params: ById,
})
