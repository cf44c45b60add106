import type { ContentLine } from './content-lines.ts'
import { splitValue, unescapeText } from './property-text.ts'
import type { VCard } from './vcard.ts'

/** Puts one property into the card. Photos, sounds, keys and what a customer record has no place for are left out. */
export function fillVCard(card: VCard, line: ContentLine, text: string): void {
  switch (line.name) {
    case 'VERSION':
      card.version = text.trim()
      return
    case 'FN':
      card.fn ||= unescapeText(text)
      return
    case 'N':
      fillName(card, splitValue(text, ';'))
      return
    case 'ORG':
      fillOrganization(card, splitValue(text, ';'))
      return
    case 'TITLE':
      card.title ||= unescapeText(text)
      return
    case 'EMAIL':
      pushFilled(card.emails, { address: unescapeText(text).replace(/^mailto:/i, ''), types: typesOf(line) }, 'address')
      return
    case 'TEL':
      pushFilled(card.phones, { number: phoneText(unescapeText(text)), types: typesOf(line) }, 'number')
      return
    case 'ADR':
      fillAddress(card, splitValue(text, ';'), typesOf(line))
      return
    case 'URL':
      card.url ||= unescapeText(text)
      return
    case 'BDAY':
      card.birthday ||= birthdayText(unescapeText(text))
      return
    case 'NOTE':
      card.note = [card.note, unescapeText(text)].filter((part) => part !== '').join('\n')
  }
}

/** Cards without FN exist; a name to show is made of what there is. */
export function completeName(card: VCard): void {
  const han = /\p{Script=Han}/u.test(card.family + card.given)
  const name = han ? card.family + card.given : [card.given, card.family].filter((part) => part !== '').join(' ')
  card.fn ||= name || card.org || card.emails[0]?.address || card.phones[0]?.number || ''
}

function fillName(card: VCard, [family = '', given = '']: string[]): void {
  card.family ||= family
  card.given ||= given
}

function fillOrganization(card: VCard, [org = '', ...units]: string[]): void {
  card.org ||= org
  card.department ||= units.filter((unit) => unit !== '').join(' / ')
}

function fillAddress(card: VCard, parts: string[], types: string[]): void {
  if (parts.every((part) => part === '')) return
  const [poBox = '', extended = '', street = '', city = '', region = '', postcode = '', country = ''] = parts
  card.addresses.push({ poBox, extended, street, city, region, postcode, country, types })
}

function pushFilled<T>(list: T[], item: T, key: keyof T): void {
  if (item[key] !== '') list.push(item)
}

function typesOf(line: ContentLine): string[] {
  const types = (line.params.TYPE ?? []).map((type) => type.toLowerCase()).filter((type) => type !== 'internet')
  return line.params.PREF && !types.includes('pref') ? [...types, 'pref'] : types
}

/** RFC 3966 URIs of vCard 4.0: `tel:+1-418-656-9254;ext=102`. */
function phoneText(text: string): string {
  const uri = /^tel:([^;]*)(?:.*;ext=(\d+))?/i.exec(text)
  if (!uri) return text
  return uri[2] ? `${uri[1]} ext. ${uri[2]}` : (uri[1] ?? '')
}

function birthdayText(text: string): string {
  const basic = /^(\d{4})(\d{2})(\d{2})(?:T|$)/.exec(text)
  return basic ? `${basic[1]}-${basic[2]}-${basic[3]}` : text
}
