import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Batch, Row } from '../batch.ts'
import type { DetectedVCard } from '../detected.ts'
import type { Limits } from '../limits.ts'
import { parseVCards } from './read-vcards.ts'
import type { VCard, VCardPhone } from './vcard.ts'

/** Fixed, so that a remembered mapping fits the next file. */
export const vCardHeader = [
  'Full name',
  'Family name',
  'Given name',
  'Organization',
  'Department',
  'Title',
  'Mobile',
  'Work phone',
  'Home phone',
  'Fax',
  'Other phones',
  'Email',
  'Email 2',
  'Other emails',
  'Street',
  'City',
  'Region',
  'Postcode',
  'Country',
  'Website',
  'Birthday',
  'Note',
] as const

/** Cards as rows; `rowNumber` is the number of the card in the file. */
export async function* readVCardRows(path: string, detected: DetectedVCard, limits: Limits): AsyncGenerator<Batch> {
  const { size } = await stat(path)
  let rows: Row[] = []
  let rowNumber = 0
  const bytes = createReadStream(path)
  for await (const card of parseVCards(bytes, detected.encoding)) {
    rowNumber++
    rows.push({ rowNumber, values: vCardRow(card), issues: card.issues.map((issue) => ({ ...issue, row: rowNumber })) })
    if (rows.length < limits.batchRows) continue
    yield { header: vCardHeader, rows, issues: [], bytesRead: bytes.bytesRead, totalBytes: size }
    rows = []
  }
  yield { header: vCardHeader, rows, issues: rowNumber === 0 ? detected.issues : [], bytesRead: size, totalBytes: size }
}

/** One value per name of `vCardHeader`. Further phones and e-mails are joined; of several addresses the one at work is taken. */
export function vCardRow(card: VCard): string[] {
  const phones = sortPhones(card.phones)
  const [email = '', email2 = '', ...otherEmails] = card.emails.map(({ address }) => address)
  const address = card.addresses.find(({ types }) => types.includes('work')) ?? card.addresses[0]
  const street = [address?.poBox, address?.extended, address?.street].filter((part) => part).join(', ')
  return [
    card.fn,
    card.family,
    card.given,
    card.org,
    card.department,
    card.title,
    ...phones,
    email,
    email2,
    otherEmails.join('; '),
    street,
    address?.city ?? '',
    address?.region ?? '',
    address?.postcode ?? '',
    address?.country ?? '',
    card.url,
    card.birthday,
    card.note,
  ]
}

function sortPhones(phones: VCardPhone[]): string[] {
  const slots = ['', '', '', '', '']
  const others: string[] = []
  for (const { number, types } of phones) {
    const slot = slotOf(types)
    if (slot === -1 || slots[slot] !== '') others.push(number)
    else slots[slot] = number
  }
  slots[4] = others.join('; ')
  return slots
}

function slotOf(types: string[]): number {
  if (types.some((type) => type.includes('fax'))) return 3
  if (types.some((type) => /^(cell|mobile|iphone|手机)/.test(type))) return 0
  if (types.some((type) => /^(work|main|company|voice|公司)/.test(type)) && !types.includes('home')) return 1
  return types.includes('home') ? 2 : -1
}
