import { creditCheckCharacter, organisationCheckCharacter } from '@quayside/validity'
import { aCompany, aPerson, jobs, streets } from './names.ts'
import { type Place, places } from './places.ts'
import { type Random, randomFrom } from './random.ts'
import { type Trade, trades } from './trades.ts'

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
export interface DemoCustomer {
  index: number
  kind: 'enterprise' | 'individual' | 'department'
  name: string
  nameEn: string
  shortName: string
  creditCode: string | null
  phone: string | null
  email: string | null
  website: string | null
  industry: string | null
  size: 'micro' | 'small' | 'medium' | 'large' | 'group' | null
  trade: Trade
  place: Place
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
  /** Share of the period (0–1) where ordering begins, and where it ends for a customer who left. */
  begins: number
  ends: number
  /** Order lines wanted over a whole period, before season. */
  appetite: number
  yearlyGrowth: 0 | 1 | 2
  /** Multiplies the price of a line; above 1 for customers with heavier goods. */
  priceLevel: number
  /** Share of revenue added to the usual cost: the expensive to serve. */
  extraCost: number
  /** Orders nothing at all: known from a fair or an inquiry. */
  onlyProspect: boolean
  /** Streams of their own, so that orders and interactions do not depend on which is made first. */
  orderRandom: Random
  interactionRandom: Random
}

const departments = ['采购部', '市场部', '行政部', '信息技术部', '财务部', '人力资源部']

export interface CustomerWorld {
  seed: number
  customers: number
  linesPerCustomer: number
}

/** Customer number `index` of a world: the same whatever else is drawn, so that any part can be made alone. */
export function demoCustomer(world: CustomerWorld, index: number): DemoCustomer {
  const random = randomFrom(world.seed, index)
  const trade = random.pick(trades)
  const place = random.pick(places)
  if (index < departments.length && world.customers >= 50) return aDepartment(world, index, trade, place, random)
  const enterprise = random.chance(0.9)
  const onlyProspect = random.chance(0.08)
  const contacts = people(random, enterprise)
  const company = enterprise ? aCompany(random, place.city, place.cityEn, trade) : null
  const person = contacts[0] as DemoContact
  // Sizes follow a log-normal law steep enough that about a fifth of the customers bring four fifths of the sales.
  const spread = 1.55
  const appetite =
    world.linesPerCustomer * Math.exp(spread * random.normal() - (spread * spread) / 2) * (enterprise ? 1 : 0.15)
  const left = random.chance(0.14)
  const begins = random.chance(0.62) ? 0 : random.next() * 0.85
  const size = !enterprise ? null : sizeFor(appetite / world.linesPerCustomer)
  const grade = random.pick(['AAA', 'AA', 'AA', 'A', 'A', 'A', 'B', 'B', 'C', 'D'] as const)
  return {
    index,
    kind: enterprise ? 'enterprise' : 'individual',
    name: company?.zh ?? person.name,
    nameEn: company?.en ?? person.nameEn,
    shortName: company?.short ?? '',
    creditCode: company && random.chance(0.85) ? aCreditCode(random, place.divisionCode) : null,
    phone: !enterprise ? person.mobile : random.chance(0.94) ? landline(random, place) : null,
    email: company && random.chance(0.8) ? `info@${company.domain}` : null,
    website: company && random.chance(0.4) ? `https://www.${company.domain}` : null,
    industry: enterprise ? trade.industry : null,
    size,
    trade,
    place,
    addresses: addressesOf(random, place, enterprise),
    contacts: enterprise
      ? contacts.map((contact) =>
          contact.email && company
            ? { ...contact, email: contact.email.replace('company.example', company.domain) }
            : contact,
        )
      : contacts,
    goods: trade.goods.filter(() => random.chance(0.6)),
    serviceNeeds: trade.services.map(([service]) => service),
    tags: random.chance(0.15) ? [random.pick(['展会客户', '老客户', '战略客户', '价格敏感', '旺季客户'])] : [],
    accountType:
      size === 'group' || size === 'large' ? 'contract' : random.pick(['credit', 'credit', 'cash', 'prepaid'] as const),
    creditGrade: grade,
    creditLimitYuan: enterprise ? random.pick([20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000]) : null,
    paymentDays: enterprise ? random.pick([0, 15, 30, 30, 45, 60, 90]) : 0,
    potential: random.whole(1, 5),
    source: random.pick([
      { family: 'modern', method: 'web' },
      { family: 'general', method: 'meeting' },
      { family: 'survey', method: 'telephoneSurvey' },
      { family: 'modern', method: 'staff' },
      { family: 'general', method: 'multiParty' },
    ] as const),
    parentIndex: enterprise && index > 60 && random.chance(0.08) ? random.whole(6, Math.min(index - 1, 400)) : null,
    begins,
    ends: left ? Math.min(1, begins + 0.15 + random.next() * 0.6) : 1,
    appetite,
    yearlyGrowth: random.pick([0, 1, 1, 2] as const),
    priceLevel: Math.exp(0.35 * random.normal()),
    extraCost: random.chance(0.12) ? 0.12 + 0.15 * random.next() : 0.04 * random.next(),
    onlyProspect,
    orderRandom: randomFrom(world.seed ^ 0x0badcafe, index),
    interactionRandom: randomFrom(world.seed ^ 0x5ca1ab1e, index),
  }
}

function aDepartment(world: CustomerWorld, index: number, trade: Trade, place: Place, random: Random): DemoCustomer {
  const name = departments[index] as string
  return {
    index,
    kind: 'department',
    name,
    nameEn: `Department ${index + 1}`,
    shortName: '',
    creditCode: null,
    phone: null,
    email: null,
    website: null,
    industry: null,
    size: null,
    trade,
    place,
    addresses: [],
    contacts: people(random, false).slice(0, 1),
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
    begins: 0,
    ends: 1,
    appetite: 0,
    yearlyGrowth: 0,
    priceLevel: 1,
    extraCost: 0,
    onlyProspect: true,
    orderRandom: randomFrom(world.seed ^ 0x0badcafe, index),
    interactionRandom: randomFrom(world.seed ^ 0x5ca1ab1e, index),
  }
}

function sizeFor(relative: number): DemoCustomer['size'] {
  if (relative > 8) return 'group'
  if (relative > 2.5) return 'large'
  if (relative > 0.7) return 'medium'
  return relative > 0.2 ? 'small' : 'micro'
}

function people(random: Random, enterprise: boolean): DemoContact[] {
  const count = enterprise ? random.whole(1, 4) : 1
  return Array.from({ length: count }, (_, at) => {
    const person = aPerson(random)
    const [jobTitle, role] = enterprise ? random.pick(jobs) : ([null, 'contact'] as const)
    return {
      name: person.zh,
      nameEn: person.en,
      jobTitle,
      role,
      mobile: `+861${random.pick(['30', '35', '36', '38', '39', '50', '51', '58', '59', '80', '86', '87', '88', '89'])}${String(random.whole(0, 99_999_999)).padStart(8, '0')}`,
      email: random.chance(0.7)
        ? `${person.en.split(' ').reverse().join('.').toLowerCase()}@${enterprise ? 'company.example' : 'mail.example'}`
        : null,
      isPrimary: at === 0,
    }
  })
}

/** Local numbers have eight digits in the large cities and seven in Xiamen. */
const landline = (random: Random, { areaCode }: Place) => {
  const rest = areaCode === '592' ? 6 : 7
  return `+86${areaCode}${random.whole(2, 8)}${String(random.whole(0, 10 ** rest - 1)).padStart(rest, '0')}`
}

function addressesOf(random: Random, place: Place, enterprise: boolean): DemoAddress[] {
  const street = () => `${random.pick(streets)}${random.whole(1, 1999)}号`
  const first: DemoAddress = { kind: enterprise ? 'registered' : 'home', place, street: street(), isPrimary: true }
  if (!enterprise || random.chance(0.45)) return [first]
  return [first, { kind: 'pickup', place: random.pick(places), street: street(), isPrimary: false }]
}

const codeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A 统一社会信用代码 with right check characters, of no real company but by chance. */
function aCreditCode(random: Random, divisionCode: string): string {
  const organisation = `MA${Array.from({ length: 6 }, () => codeAlphabet[random.whole(0, 30)]).join('')}`
  const body = `91${divisionCode.slice(0, 6)}${organisation}${organisationCheckCharacter(organisation)}`
  return body + creditCheckCharacter(body)
}
