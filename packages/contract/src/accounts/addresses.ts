import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id } from '../shapes.ts'
import { accounts } from './doors.ts'
import { line } from './lines.ts'

export const AddressKind = z.enum(['registered', 'billing', 'office', 'pickup', 'delivery', 'warehouse', 'home'])
export const AddressFields = z.strictObject({
  kind: AddressKind,
  country: z.string().regex(/^[A-Z]{2}$/),
  province: line(60).nullable(),
  city: line(60).nullable(),
  district: line(60).nullable(),
  divisionCode: z
    .string()
    .regex(/^\d{6,12}$/)
    .nullable(),
  street: line(500),
  postcode: line(12).nullable(),
  unlocode: z
    .string()
    .regex(/^[A-Z]{2}[A-Z2-9]{3}$/)
    .nullable(),
  isPrimary: z.boolean(),
})
export const NewAddress = AddressFields.partial()
export const Address = AddressFields.extend({ id: Id, accountId: Id, version: z.int() })
export type Address = z.infer<typeof Address>

export const addAddress = route('addAddress', 'POST', '/accounts/:id/addresses', {
  summary: 'Add an address',
  tag: 'Addresses',
  door: accounts('change'),
  params: ById,
  body: NewAddress,
  reply: Address,
})
export const changeAddress = route('changeAddress', 'PATCH', '/addresses/:id', {
  summary: 'Change an address',
  tag: 'Addresses',
  door: accounts('change'),
  params: ById,
  body: AddressFields.partial(),
  reply: Address,
  versioned: true,
})
export const removeAddress = route('removeAddress', 'DELETE', '/addresses/:id', {
  summary: 'Remove an address',
  tag: 'Addresses',
  door: accounts('change'),
  params: ById,
  versioned: true,
})
export const listDivisions = route('listDivisions', 'GET', '/divisions', {
  summary: 'Chinese administrative divisions below a code',
  tag: 'Addresses',
  door: 'signedIn',
  keys: [],
  query: z.strictObject({ below: z.string().max(12).optional() }),
  reply: z.array(z.strictObject({ code: z.string(), name: z.string() })),
})
export const searchPorts = route('searchPorts', 'GET', '/ports', {
  summary: 'Sea ports by name or UN/LOCODE',
  tag: 'Addresses',
  door: 'signedIn',
  keys: [],
  query: z.strictObject({ q: z.string().max(60) }),
  reply: z.array(z.strictObject({ unlocode: z.string(), name: z.string(), country: z.string() })),
})
