import { useTranslation } from 'react-i18next'
import { useKit } from '../../ui/index.ts'

interface Shown {
  label: string
  value: string
  raw?: string
}
interface Section {
  title: string
  fields: Shown[]
  tables: { title: string; columns: string[]; rows: (Shown | null)[][] }[]
  sections: Section[]
  notes: Shown[]
}

/** The message as a readable document, in the reader's language. */
export function MessageDocument({ document }: { document: unknown }) {
  const { t } = useTranslation('edi')
  const { locale } = useKit()
  const both = document as { zh: Section; en: Section } | null
  if (!both) return null
  return (
    <section className="q-panel edi-document" aria-label={t('document')}>
      <div className="q-panel-head">{t('document')}</div>
      <div className="q-panel-body">
        <Part section={locale.startsWith('zh') ? both.zh : both.en} />
      </div>
    </section>
  )
}

function Part({ section, depth = 3 }: { section: Section; depth?: number }) {
  const Heading = depth === 3 ? 'h3' : 'h4'
  return (
    <>
      <Heading>{section.title}</Heading>
      <dl className="edi-facts">
        {numbered([...section.fields, ...section.notes]).map(([key, { label, value, raw }]) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd title={raw}>{value}</dd>
          </div>
        ))}
      </dl>
      {numbered(section.tables).map(([key, { title, columns, rows }]) => (
        <table key={key} className="edi-segments">
          <caption>{title}</caption>
          <thead>
            <tr>
              {numbered(columns).map(([place, column]) => (
                <th key={place}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {numbered(rows).map(([place, row]) => (
              <tr key={place}>
                {numbered(row).map(([cell, field]) => (
                  <td key={cell}>{field?.value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {numbered(section.sections).map(([key, part]) => (
        <Part key={key} section={part} depth={4} />
      ))}
    </>
  )
}

/** What a message says comes in an order that never changes, and may say the same twice. */
const numbered = <T,>(list: readonly T[]): [string, T][] => list.map((one, at) => [`p${at}`, one])
