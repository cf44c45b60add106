import type { DetectedFile, Field, Mapping, Options, Reading, Target } from './imports.api.ts'

/** How a column is called in a mapping: by its header, or by its place where the file has none. */
export const columnName = (header: string, index: number, hasHeader: boolean) => (hasHeader ? header : `#${index + 1}`)

export interface ColumnLine {
  name: string
  samples: string[]
}

/** The columns with a few different values each; of columns that share a header only the first can be mapped. */
export function columnsOf(
  { headers, sample }: Pick<DetectedFile, 'headers' | 'sample'>,
  hasHeader: boolean,
): ColumnLine[] {
  const seen = new Set<string>()
  return headers.flatMap((header, index) => {
    const name = columnName(header, index, hasHeader)
    if (seen.has(name)) return []
    seen.add(name)
    const values = sample.map((row) => (row[index] ?? '').trim()).filter((text) => text !== '')
    return [{ name, samples: [...new Set(values)].slice(0, 3) }]
  })
}

/** Fields that a row cannot do without and no column goes to yet. */
export function missingFields(fields: readonly Field[], mapping: Mapping): Field[] {
  const used = new Set(Object.values(mapping))
  return fields.filter((field) => field.required && !used.has(field.field))
}

/** Only columns that exist, and only fields the target knows: what the server takes. */
export function sendable(mapping: Mapping, columns: readonly ColumnLine[], fields: readonly Field[]): Mapping {
  const known = new Set(fields.map((field) => field.field))
  return Object.fromEntries(
    columns.map(({ name }) => {
      const field = mapping[name] ?? null
      return [name, field !== null && known.has(field) ? field : null]
    }),
  )
}

export type OtherOptions = Omit<Options, 'target' | keyof Reading>

export function otherOptions(options: Options | null, currency: string): OtherOptions {
  return {
    dateOrder: options?.dateOrder ?? null,
    decimal: options?.decimal ?? '.',
    currency: options?.currency ?? currency,
    existing: options?.existing ?? 'update',
    duplicates: options?.duplicates ?? 'report',
    ownerId: options?.ownerId ?? null,
    teamId: options?.teamId ?? null,
    tags: options?.tags ?? [],
  }
}

/** A vCard holds people; a table with something like an order number holds orders too, to be carried out where it says from where to where. */
export function likelyTarget({ kind, headers }: DetectedFile): Target {
  if (kind === 'vcard') return 'contacts'
  if (has(headers, orderWords) && has(headers, serviceWords) && has(headers, placeWords)) return 'serviceOrders'
  return has(headers, orderWords) ? 'customersAndOrders' : 'customers'
}

const orderWords = /order|订单|运单|shipment|invoice|发票/i
const serviceWords = /^(service|service type|服务|服务类型|运输方式)$/i
const placeWords = /pickup|origin|delivery|destination|port of|起运|提货|装货港|目的地|交货|卸货港|^pol$|^pod$/i
const has = (headers: readonly string[], words: RegExp) => headers.some((header) => words.test(header.trim()))

export const mappingTextOf = (field: Field, locale: string) => (locale === 'en' ? field.labelEn : field.labelZh)
