import { InventoryField } from '@quayside/contract'
import { guessMapping, type MappingTarget } from '@quayside/tabular'
import { refusedTable } from '../../../platform/tables/refused-table.ts'

const targets: readonly (MappingTarget & { field: InventoryField })[] = [
  {
    field: 'customer',
    kind: 'text',
    names: [
      '客户编号',
      '客户号',
      '客户代码',
      '客户',
      '货主',
      '货主编号',
      'customer',
      'customer number',
      'customer no',
      'customer key',
      'customer code',
      'account number',
      'account',
      'owner',
    ],
  },
  {
    field: 'site',
    kind: 'text',
    names: ['仓库', '库存地点', '地点', '库房', '仓库代码', 'site', 'warehouse', 'location', 'depot'],
  },
  {
    field: 'sku',
    kind: 'text',
    names: [
      '货品',
      '货品编码',
      '商品编码',
      '物料',
      '物料编码',
      '品号',
      'sku',
      'article',
      'item',
      'item code',
      'material',
      'product',
      'part number',
    ],
  },
  {
    field: 'day',
    kind: 'date',
    names: [
      '日期',
      '盘点日期',
      '快照日期',
      '库存日期',
      'day',
      'date',
      'snapshot date',
      'stock date',
      'count date',
      'as of',
    ],
  },
  {
    field: 'quantity',
    kind: 'number',
    names: ['数量', '库存数量', '库存量', '结存数量', 'quantity', 'qty', 'stock', 'on hand', 'balance'],
  },
  { field: 'unit', kind: 'text', names: ['单位', '计量单位', 'unit', 'uom', 'unit of measure'] },
  {
    field: 'value',
    kind: 'money',
    names: [
      '金额',
      '库存金额',
      '库存成本',
      '成本',
      '价值',
      '货值',
      'value',
      'stock value',
      'inventory value',
      'amount',
      'cost',
    ],
  },
  { field: 'currency', kind: 'text', names: ['币种', '货币', 'currency', 'ccy'] },
]

const needed: readonly InventoryField[] = ['customer', 'site', 'sku', 'day', 'quantity']

/** As people who read the refusal call them. */
const called: Partial<Record<InventoryField, { zh: string; en: string }>> = {
  customer: { zh: '客户编号', en: 'customer' },
  site: { zh: '仓库', en: 'site' },
  sku: { zh: '货品', en: 'SKU' },
  day: { zh: '日期', en: 'day' },
  quantity: { zh: '数量', en: 'quantity' },
}

export interface InventoryColumns {
  /** Place of each field in a row, from 0. */
  places: ReadonlyMap<InventoryField, number>
  columns: { header: string; field: InventoryField | null }[]
}

/**
 * Which column holds what, by its name in either language.
 * @throws Refusal 422 `columnsMissing` naming what is not there
 */
export function findColumns(header: readonly string[], sample: readonly (readonly string[])[]): InventoryColumns {
  const mapped = guessMapping(header, sample, targets)
  const columns = mapped.map(({ header: name, field }) => ({
    header: name,
    field: field === null ? null : InventoryField.parse(field),
  }))
  const places = new Map(columns.flatMap(({ field }, at) => (field === null ? [] : [[field, at] as const])))
  const missing = needed.filter((field) => !places.has(field))
  if (missing.length > 0) {
    const told = (language: 'zh' | 'en') => missing.map((field) => called[field]?.[language] ?? field)
    throw refusedTable(
      'columnsMissing',
      `文件缺少这些列：${told('zh').join('、')}。没有导入任何数据。请按模板命名表头。`,
      `These columns are missing: ${told('en').join(', ')}. Nothing was taken in. Name the headings as in the template.`,
    )
  }
  return { places, columns }
}
