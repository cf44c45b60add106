import type { AccountFields } from '@quayside/contract'
import { checkEmail, checkPostcode, type ValidityCode } from '@quayside/validity'
import type { Id } from '../../../platform/ids.ts'
import type { ColumnValues, WritingContext } from '../accounts.queries.ts'
import { checkAccount, checkKind, storedPhone } from '../check-account.ts'
import { type Choice, choiceOf, choicesOf, countryCode } from './choices.ts'
import { type Cells, dayCell, keep, moneyCell, say, scaledCell } from './read-cells.ts'
import type { AddressDraft, ContactDraft } from './row-draft.ts'
import { rowIssue, validityIssue } from './row-issue.ts'

export interface DraftWorld {
  context: WritingContext
  today: string
  /** Colleagues by e-mail and by name, lower case. */
  owners: ReadonlyMap<string, Id>
}

/** Longest values of the fields, as in the contract. */
const limits: Readonly<Record<string, number>> = {
  name: 10_240,
  nameEn: 500,
  shortName: 100,
  externalKey: 200,
  phone: 60,
  email: 254,
  website: 500,
  industry: 100,
  departmentHead: 100,
  note: 20_000,
  bankName: 200,
  bankAccount: 60,
  taxTitle: 200,
}
const plainTexts = [
  'name',
  'nameEn',
  'shortName',
  'creditCode',
  'externalKey',
  'phone',
  'email',
  'website',
  'industry',
  'departmentHead',
  'bankName',
  'bankAccount',
  'taxTitle',
] as const
const choices = ['kind', 'size', 'accountType', 'creditGrade', 'gender'] as const
const lists = ['tags', 'goods', 'serviceNeeds'] as const

/** What the row says of the account: typed fields, and the columns they are stored in. Faulty optional values are kept, with a warning. */
export function draftAccount(
  cells: Cells,
  world: DraftWorld,
): { typed: Partial<AccountFields>; columns: ColumnValues } {
  const typed: Record<string, unknown> = {}
  for (const field of plainTexts) {
    const text = cells.of[field]
    if (text === undefined) continue
    const limit = limits[field]
    if (limit !== undefined && text.length > limit)
      say(cells, field, 'tooLong', 'error', { length: text.length, limit })
    else typed[field] = text
  }
  for (const field of choices) takeChoice(cells, field, typed)
  for (const field of lists) if (cells.of[field] !== undefined) typed[field] = listOf(cells.of[field])
  takeNumbers(cells, typed)
  takeOwner(cells, world, typed)
  const custom = customOf(cells, world.context)
  if (custom) typed.custom = custom
  typed.kind ??= (typed.birthDate || typed.gender) && !typed.creditCode ? 'individual' : 'enterprise'
  const kindWasTold = cells.of.kind !== undefined
  const fitting = withoutForeignFields(typed as Partial<AccountFields>, cells)
  const columns = checkedColumns(fitting, cells, world)
  if (!kindWasTold) delete columns.kind
  return { typed: fitting, columns }
}

const listOf = (text: string) =>
  [
    ...new Set(
      text
        .split(/[,，;；、|\n]/)
        .map((one) => one.trim().slice(0, 100))
        .filter((one) => one !== ''),
    ),
  ].slice(0, 100)

function takeChoice(cells: Cells, field: Choice & string, typed: Record<string, unknown>): void {
  const text = cells.of[field]
  if (text === undefined) return
  const found = choiceOf(field, text)
  if (found) typed[field] = found
  else {
    say(cells, field, 'unknownChoice', 'warning', { choices: choicesOf(field) })
    keep(cells, field)
  }
}

function takeNumbers(cells: Cells, typed: Record<string, unknown>): void {
  const creditLimit = moneyCell(cells, 'creditLimit')
  if (creditLimit !== null && creditLimit >= 0) typed.creditLimitE4 = creditLimit
  else if (creditLimit !== null) say(cells, 'creditLimit', 'outOfRange', 'error')
  for (const [field, low, high] of [
    ['potential', 1, 5],
    ['paymentDays', 0, 365],
  ] as const) {
    const { value, isText } = scaledCell(cells, field, 0)
    if (value !== null && value >= low && value <= high) typed[field] = value
    else if (isText || value !== null) {
      say(cells, field, 'notUsable', 'warning')
      keep(cells, field)
    }
  }
  const birthDate = dayCell(cells, 'birthDate')
  if (birthDate) typed.birthDate = birthDate
  const currency = cells.of.currency?.toUpperCase()
  if (currency !== undefined && /^[A-Z]{3}$/.test(currency)) typed.currency = currency
  else if (currency !== undefined) {
    say(cells, 'currency', 'notUsable', 'warning')
    keep(cells, 'currency')
  }
}

function takeOwner(cells: Cells, world: DraftWorld, typed: Record<string, unknown>): void {
  const text = cells.of.owner
  if (text === undefined) return
  const id = world.owners.get(text.toLowerCase())
  if (id) typed.ownerId = id
  else {
    say(cells, 'owner', 'unknownOwner', 'warning')
    keep(cells, 'owner')
  }
}

function customOf(cells: Cells, context: WritingContext): Record<string, unknown> | undefined {
  const values: Record<string, unknown> = {}
  for (const { key, kind } of context.custom_fields) {
    const field = `custom.${key}`
    const text = cells.of[field]
    if (text === undefined) continue
    if (kind === 'number') values[key] = Number(text.replaceAll(',', ''))
    else if (kind === 'date') values[key] = dayCell(cells, field)
    else if (kind === 'boolean') values[key] = /^(1|y|yes|true|是|有|√)$/i.test(text)
    else if (kind === 'choices') values[key] = listOf(text)
    else values[key] = text
  }
  return Object.keys(values).length > 0 ? values : undefined
}

/** What an account of this kind does not have goes to the note. */
function withoutForeignFields(typed: Partial<AccountFields>, cells: Cells): Partial<AccountFields> {
  const faults = checkKind(typed as AccountFields, 'en')
  if (faults.length === 0) return typed
  const kept: Record<string, unknown> = { ...typed }
  for (const { path } of faults) {
    const field = path.slice(1)
    say(cells, field, 'notForKind', 'warning', { label: cells.column[field], labelEn: cells.column[field] })
    keep(cells, field)
    delete kept[field]
  }
  return kept as Partial<AccountFields>
}

/** Identity must be right; a phone or an address of mail that is not is kept as typed, and the quality score tells of it. */
const mustBeRight = new Set(['/creditCode'])

function checkedColumns(typed: Partial<AccountFields>, cells: Cells, { context, today }: DraftWorld): ColumnValues {
  const country = countryCode(cells.of['address.country'] ?? '') ?? context.country
  const checking = { context: country === context.country ? context : { ...context, country }, today }
  const { values, faults } = checkAccount(typed, { ...checking, language: 'en' })
  if (faults.length === 0) return values
  const inChinese = checkAccount(typed, { ...checking, language: 'zh-CN' }).faults
  for (const [at, fault] of faults.entries()) {
    const field = fault.path.slice(1).replace('/', '.')
    cells.issues.push({
      column: cells.column[field] ?? null,
      code: fault.code,
      params: {},
      severity: mustBeRight.has(fault.path) || fault.path.startsWith('/custom/') ? 'error' : 'warning',
      messageZh: inChinese[at]?.message ?? fault.message,
      messageEn: fault.message,
    })
    if (fault.path === '/phone') values.phone = null
    if (fault.path === '/birthDate') values.birth_date = null
  }
  return values
}

const contactTexts = [
  'contact.name',
  'contact.family',
  'contact.given',
  'contact.mobile',
  'contact.phone',
  'contact.email',
  'contact.wechat',
] as const

/** The person of the row; null when nothing names or reaches one. */
export function draftContact(cells: Cells, { context }: DraftWorld): ContactDraft | null {
  const { of } = cells
  if (contactTexts.every((field) => of[field] === undefined)) return null
  const family = of['contact.family'] ?? ''
  const given = of['contact.given'] ?? ''
  const joined = /\p{Script=Han}/u.test(family + given) ? family + given : `${given} ${family}`.trim()
  const name =
    of['contact.name'] ||
    joined ||
    of['contact.email'] ||
    of['contact.mobile'] ||
    of['contact.phone'] ||
    of['contact.wechat'] ||
    ''
  if (name.length > 10_240) say(cells, 'contact.name', 'tooLong', 'error', { length: name.length, limit: 10_240 })
  const country = countryCode(of['address.country'] ?? '') ?? context.country
  return {
    name: name.slice(0, 10_240),
    name_en: of['contact.nameEn'] ?? '',
    job_title: of['contact.jobTitle'] ?? null,
    department: of['contact.department'] ?? null,
    mobile: phoneOf(cells, 'contact.mobile', country),
    phone: phoneOf(cells, 'contact.phone', country),
    email: emailOf(cells, 'contact.email'),
    wechat: of['contact.wechat'] ?? null,
    birthday: dayCell(cells, 'contact.birthday'),
    character_note: null,
  }
}

function phoneOf(cells: Cells, field: string, country: string): string | null {
  const text = cells.of[field]
  if (text === undefined) return null
  const found = storedPhone(text, country)
  if (found.ok) return found.value
  cells.issues.push(validityIssue(cells.column[field] ?? field, found.code as ValidityCode, found.params, 'warning'))
  return text
}

function emailOf(cells: Cells, field: string): string | null {
  const text = cells.of[field]
  if (text === undefined) return null
  const found = checkEmail(text)
  if (found.ok) return found.value
  cells.issues.push(validityIssue(cells.column[field] ?? field, found.code, found.params, 'warning'))
  return text
}

const addressParts = ['province', 'city', 'district', 'street', 'postcode'] as const

export function draftAddress(cells: Cells, { context }: DraftWorld): AddressDraft | null {
  const { of } = cells
  const written = of['address.country']
  if (written === undefined && addressParts.every((part) => of[`address.${part}`] === undefined)) return null
  const country = written === undefined ? context.country : countryCode(written)
  if (country === undefined) {
    cells.issues.push(rowIssue(cells.column['address.country'] ?? null, 'notUsable', 'warning', { text: written }))
    keep(cells, 'address.country')
  }
  const stored = country ?? context.country
  return {
    country: stored,
    province: of['address.province'] ?? null,
    city: of['address.city'] ?? null,
    district: of['address.district'] ?? null,
    street: of['address.street'] ?? '',
    postcode: postcodeOf(cells, stored),
  }
}

function postcodeOf(cells: Cells, country: string): string | null {
  const field = 'address.postcode'
  const text = cells.of[field]
  if (text === undefined) return null
  const found = checkPostcode(text, country)
  if (found.ok) return found.value
  cells.issues.push(validityIssue(cells.column[field] ?? field, found.code, found.params, 'warning'))
  return text
}
