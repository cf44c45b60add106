import { InventoryField } from '@quayside/contract'
import type { TFunction } from 'i18next'
import { saveFile } from '../../../app/api.ts'

const byteOrderMark = '\uFEFF'

/** A file with the headings that are understood and a row to be written over. */
export function saveTemplate(t: TFunction<'inventory'>, today: string) {
  const fields = InventoryField.options
  const headings = fields.map((field) => t(`field.${field}`))
  const example = {
    customer: 'C-000001',
    site: 'W1',
    sku: 'SKU-1',
    day: today,
    quantity: '100',
    unit: 'pcs',
    value: '2500.00',
    currency: 'CNY',
  }
  const lines = [headings, fields.map((field) => example[field])].map((cells) => `${cells.join(',')}\r\n`)
  saveFile(new Blob([byteOrderMark, ...lines], { type: 'text/csv;charset=utf-8' }), `${t('upload.templateName')}.csv`)
}
