import { type RenderedField, type RenderedSection, renderMessage, type Standard } from '@quayside/edi'
import type { Content } from '../take/message-content.ts'
import { readByDefinition } from '../take/read-by-definition.ts'
import { tellsMoney } from './money-segments.ts'

/** The message as a readable document, in both languages; null where nothing is known of its type. */
export function documentOf(
  standard: Standard,
  type: string,
  content: Content,
  seesMoney: boolean,
): { zh: RenderedSection; en: RenderedSection } | null {
  const { read } = readByDefinition(standard, type, content)
  if (!read) return null
  const shown = (locale: 'zh' | 'en') => (seesMoney ? whole : withoutMoney)(renderMessage(read, locale))
  return { zh: shown('zh'), en: shown('en') }
}

const whole = (section: RenderedSection) => section

const isVisible = (field: RenderedField | undefined) => field === undefined || !tellsMoney(field.place?.tag ?? '')

/** Without what stands in segments that tell money. */
function withoutMoney({ title, fields, tables, sections, notes }: RenderedSection): RenderedSection {
  return {
    title,
    fields: fields.filter(isVisible),
    tables: tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => row.map((field) => (isVisible(field) ? field : undefined))),
    })),
    sections: sections.map(withoutMoney),
    notes: notes.filter(isVisible),
  }
}
