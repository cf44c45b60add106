import { type CustomerWorld, type DemoBuyer, demoBuyer, departments } from './buyer.ts'
import { aCreditCode } from './credit-code.ts'
import { aCompany, aPerson, jobs, streets } from './names.ts'
import { type Place, places } from './places.ts'
import { Random } from './random.ts'
import { landline, mobile } from './telephones.ts'

export interface DemoContact {
  name: string
  nameEn: string
  jobTitle: string | null
  role: string
  mobile: string
  email: string | null
  isPrimary: boolean
}
export interface DemoAddress {
  kind: 'registered' | 'office' | 'pickup' | 'delivery' | 'home'
  place: Place
  street: string
  isPrimary: boolean
}
export interface DemoCustomer extends DemoBuyer {
  name: string
  nameEn: string
  shortName: string
  creditCode: string | null
  phone: string | null
  email: string | null
  website: string | null
  industry: string | null
  size: 'micro' | 'small' | 'medium' | 'large' | 'group' | null
  addresses: DemoAddress[]
  contacts: DemoContact[]
  goods: string[]
  serviceNeeds: string[]
  tags: string[]
  accountType: 'contract' | 'credit' | 'cash' | 'prepaid'
  creditGrade: 'AAA' | 'AA' | 'A' | 'B' | 'C' | 'D'
  creditLimitYuan: number | null
  paymentDays: number
  potential: number
  source: { family: 'general' | 'survey' | 'modern'; method: string }
  /** Index of the parent customer, for about one in twelve. */
  parentIndex: number | null
  /** A stream of its own, so that interactions do not depend on orders. */
  interactionRandom: Random
}

/** The stream of a customer's ids and touches; its first id is the customer's own. */
export const interactionRandom = (world: CustomerWorld, index: number) => new Random(world.seed ^ 0x5ca1ab1e, index)

/** Customer number `index` of a world: the same whatever else is drawn, so that any part can be made alone. */
export function demoCustomer(world: CustomerWorld, index: number): DemoCustomer {
  const random = new Random(world.seed, index)
  const buyer = demoBuyer(world, index, random)
  if (buyer.kind === 'department') return aDepartment(world, buyer, random)
  const { trade, place, weight } = buyer
  const enterprise = buyer.kind === 'enterprise'
  const contacts = people(random, world, index, enterprise)
  const company = enterprise ? aCompany(random, place.city, place.cityEn, trade) : null
  const person = contacts[0] as DemoContact
  const size = enterprise ? sizeFor(weight) : null
  return {
    ...buyer,
    name: company?.zh ?? person.name,
    nameEn: company?.en ?? person.nameEn,
    shortName: company?.short ?? '',
    creditCode: company && random.chance(0.85) ? aCreditCode(random, place.divisionCode) : null,
    phone: !enterprise ? person.mobile : random.chance(0.94) ? landline(random, place) : null,
    email: company && random.chance(0.8) ? `info@${company.domain}` : null,
    website: company && random.chance(0.4) ? `https://www.${company.domain}` : null,
    industry: enterprise ? trade.industry : null,
    size,
    addresses: addressesOf(random, place, enterprise),
    contacts: contacts.map((contact) => ({
      ...contact,
      email: contact.email && company ? contact.email.replace('company.example', company.domain) : contact.email,
    })),
    goods: trade.goods.filter(() => random.chance(0.6)),
    serviceNeeds: trade.services.map(([service]) => service),
    tags: random.chance(0.15) ? [random.pick(['展会客户', '老客户', '战略客户', '价格敏感', '旺季客户'])] : [],
    accountType:
      size === 'group' || size === 'large' ? 'contract' : random.pick(['credit', 'credit', 'cash', 'prepaid'] as const),
    creditGrade: random.pick(['AAA', 'AA', 'AA', 'A', 'A', 'A', 'B', 'B', 'C', 'D'] as const),
    creditLimitYuan: enterprise ? random.pick([20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000]) : null,
    paymentDays: enterprise ? random.pick([0, 15, 30, 30, 45, 60, 90]) : 0,
    potential: random.whole(1, 5),
    source: random.pick(sources),
    parentIndex: enterprise && index > 60 && random.chance(0.08) ? random.whole(6, Math.min(index - 1, 400)) : null,
    interactionRandom: interactionRandom(world, index),
  }
}

const sources = [
  { family: 'modern', method: 'web' },
  { family: 'general', method: 'meeting' },
  { family: 'survey', method: 'telephoneSurvey' },
  { family: 'modern', method: 'staff' },
  { family: 'general', method: 'multiParty' },
] as const

function aDepartment(world: CustomerWorld, buyer: DemoBuyer, random: Random): DemoCustomer {
  return {
    ...buyer,
    name: departments[buyer.index] as string,
    nameEn: `Department ${buyer.index + 1}`,
    shortName: '',
    creditCode: null,
    phone: null,
    email: null,
    website: null,
    industry: null,
    size: null,
    addresses: [],
    contacts: people(random, world, buyer.index, false).slice(0, 1),
    goods: [],
    serviceNeeds: [],
    tags: ['内部客户'],
    accountType: 'cash',
    creditGrade: 'A',
    creditLimitYuan: null,
    paymentDays: 0,
    potential: 1,
    source: { family: 'modern', method: 'staff' },
    parentIndex: null,
    interactionRandom: interactionRandom(world, buyer.index),
  }
}

function sizeFor(relative: number): DemoCustomer['size'] {
  if (relative > 8) return 'group'
  if (relative > 2.5) return 'large'
  if (relative > 0.7) return 'medium'
  return relative > 0.2 ? 'small' : 'micro'
}

function people(random: Random, world: CustomerWorld, index: number, enterprise: boolean): DemoContact[] {
  const count = enterprise ? random.whole(1, 4) : 1
  return Array.from({ length: count }, (_, at) => {
    const person = aPerson(random)
    const [jobTitle, role] = enterprise ? random.pick(jobs) : ([null, 'contact'] as const)
    return {
      name: person.zh,
      nameEn: person.en,
      jobTitle,
      role,
      mobile: mobile(world.seed, index, at),
      email: random.chance(0.7)
        ? `${person.en.split(' ').reverse().join('.').toLowerCase()}@${enterprise ? 'company.example' : 'mail.example'}`
        : null,
      isPrimary: at === 0,
    }
  })
}

function addressesOf(random: Random, place: Place, enterprise: boolean): DemoAddress[] {
  const street = () => `${random.pick(streets)}${random.whole(1, 1999)}号`
  const first: DemoAddress = { kind: enterprise ? 'registered' : 'home', place, street: street(), isPrimary: true }
  if (!enterprise || random.chance(0.45)) return [first]
  return [first, { kind: 'pickup', place: random.pick(places), street: street(), isPrimary: false }]
}
