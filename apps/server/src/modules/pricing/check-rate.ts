import { type RateBasis, type RateFault, type RateField, ServiceKind, TariffRate } from '@quayside/contract'
import { columnLetters, issueMessage, parseDecimal, type Row, unguardFormula } from '@quayside/tabular'
import { fieldNames } from './rate-columns.ts'

/** One row of a card, checked by itself. */
export interface CheckedRate {
  row: number
  carrier: string | null
  currency: string | null
  rate: TariffRate
}

type Service = NonNullable<TariffRate['service']>

/** As cards call them. */
const services: Readonly<Record<string, Service>> = {
  ground: 'road',
  truck: 'road',
  trucking: 'road',
  ftl: 'road',
  ltl: 'road',
  公路: 'road',
  陆运: 'road',
  汽运: 'road',
  整车: 'road',
  零担: 'road',
  铁路: 'rail',
  班列: 'rail',
  空运: 'air',
  航空: 'air',
  ocean: 'sea',
  海运: 'sea',
  fcl: 'sea',
  lcl: 'sea',
  快递: 'express',
  courier: 'express',
  多式联运: 'multimodal',
  联运: 'multimodal',
  仓储: 'warehousing',
  加工: 'processing',
  报关: 'customs',
  包装: 'packaging',
}
const bases: Readonly<Record<string, RateBasis>> = {
  '': 'perKg',
  perkg: 'perKg',
  kg: 'perKg',
  公斤: 'perKg',
  千克: 'perKg',
  '元/公斤': 'perKg',
  perm3: 'perM3',
  m3: 'perM3',
  cbm: 'perM3',
  立方米: 'perM3',
  方: 'perM3',
  perpackage: 'perPackage',
  package: 'perPackage',
  pcs: 'perPackage',
  件: 'perPackage',
  箱: 'perPackage',
  flat: 'flat',
  shipment: 'flat',
  票: 'flat',
  整车: 'flat',
  一口价: 'flat',
  perrevenueton: 'perRevenueTon',
  rt: 'perRevenueTon',
  'w/m': 'perRevenueTon',
  计费吨: 'perRevenueTon',
}
const currencies: Readonly<Record<string, string>> = { 人民币: 'CNY', RMB: 'CNY', 美元: 'USD', 欧元: 'EUR' }

/** Thrown within a row; what it says goes back to the person. */
class Faulty extends Error {
  readonly fault: RateFault
  constructor(fault: RateFault) {
    super(fault.en)
    this.fault = fault
  }
}

export function checkRate(row: Row, places: ReadonlyMap<RateField, number>): CheckedRate | RateFault {
  try {
    return checked(row, places)
  } catch (error) {
    if (error instanceof Faulty) return error.fault
    throw error
  }
}
export const isFault = (of: CheckedRate | RateFault): of is RateFault => 'zh' in of

function checked(row: Row, places: ReadonlyMap<RateField, number>): CheckedRate {
  const text = (field: RateField) =>
    unguardFormula((row.values[places.get(field) ?? -1] ?? '').replaceAll('\0', '').toWellFormed().trim())
  const refuse = (field: RateField, zh: string, en: string): never => {
    const at = places.get(field)
    const column = at === undefined ? null : columnLetters(at + 1)
    throw new Faulty({
      row: row.rowNumber,
      column,
      zh: `${fieldNames[field].zh}：${zh}`,
      en: `${fieldNames[field].en}: ${en}`,
    })
  }
  const broken = row.issues.find(({ severity }) => severity === 'error')
  if (broken)
    throw new Faulty({
      row: row.rowNumber,
      column: broken.column === undefined ? null : columnLetters(broken.column),
      zh: issueMessage({ ...broken, row: 0 }, 'zh-CN'),
      en: issueMessage({ ...broken, row: 0 }, 'en'),
    })
  /** Rounded where a card writes more places than are kept, as floating point does. */
  const figure = (field: RateField, scale: number, round: boolean): bigint => {
    const read = parseDecimal(text(field), scale, { round })
    if (!read.ok) return refuse(field, issueMessage(read.issue, 'zh-CN'), issueMessage(read.issue, 'en'))
    if (read.value < 0n) refuse(field, '不能小于 0，请更正。', 'it must not be below 0. Correct it in the file.')
    if (read.value > 10n ** BigInt(scale + 12))
      refuse(field, `“${text(field)}”过大，请更正。`, `“${text(field)}” is too large. Correct it in the file.`)
    return read.value
  }
  const named = (field: 'origin' | 'destination'): string => text(field) || '*'
  const word = (field: RateField, longest: number): string | null => {
    const value = text(field)
    if (value.length > longest)
      refuse(field, `超过 ${longest} 个字符，请缩短。`, `longer than ${longest} characters. Shorten it.`)
    return value === '' ? null : value
  }
  if (text('rate') === '') refuse('rate', '没有填写。请补上，或删除此行。', 'not given. Write it, or remove the row.')
  const from = text('from') === '' ? 0n : figure('from', 6, true)
  const to = text('to') === '' ? null : figure('to', 6, true)
  if (to !== null && to < from)
    refuse(
      'to',
      `分段的止“${text('to')}”小于起“${text('from')}”，请更正其一。`,
      `the break ends at “${text('to')}”, before it begins at “${text('from')}”. Correct one of them.`,
    )
  const rate = TariffRate.safeParse({
    service: service(),
    mode: word('mode', 60),
    level: word('level', 60),
    origin: named('origin').slice(0, 200),
    destination: named('destination').slice(0, 200),
    basis:
      bases[text('basis').toLowerCase().replaceAll(/\s/g, '')] ??
      refuse(
        'basis',
        `不认识“${text('basis')}”。请写 kg、m3、件、RT 或 flat。`,
        `“${text('basis')}” is no basis; write kg, m3, package, RT or flat.`,
      ),
    from: decimal(from, 6),
    to: to === null ? null : decimal(to, 6),
    rate: decimal(figure('rate', 10, true), 10),
    minimumE4: text('minimum') === '' ? null : Number(figure('minimum', 4, true)),
    transitDays: text('transitDays') === '' ? null : Number(figure('transitDays', 0, true)),
  })
  if (!rate.success) {
    const at = String(rate.error.issues[0]?.path[0] ?? 'rate')
    return refuse(
      (at === 'minimumE4' ? 'minimum' : at) as RateField,
      '内容超出允许的范围，请更正。',
      'beyond what is taken. Correct it in the file.',
    )
  }
  return { row: row.rowNumber, carrier: word('carrier', 100), currency: money(), rate: rate.data }

  function service(): Service | null {
    const written = text('service').toLowerCase()
    if (written === '' || written === '*') return null
    const found = services[written] ?? ServiceKind.safeParse(written).data
    return (
      found ??
      refuse(
        'service',
        `不认识“${text('service')}”。请写 公路、铁路、空运、海运 或 快递。`,
        `“${text('service')}” is no service; write road, rail, air, sea or express.`,
      )
    )
  }
  function money(): string | null {
    const written = text('currency').toUpperCase()
    if (written === '') return null
    const code = currencies[written] ?? written
    return /^[A-Z]{3}$/.test(code)
      ? code
      : refuse('currency', '币种须为三个字母，如 CNY。', 'Write the currency in three letters, e.g. CNY.')
  }
}

/** Without zeros at the end. */
function decimal(figure: bigint, scale: number): string {
  const unit = 10n ** BigInt(scale)
  const part = (figure % unit).toString().padStart(scale, '0').replace(/0+$/, '')
  return part === '' ? `${figure / unit}` : `${figure / unit}.${part}`
}
