import type { Category, ConsoleSchema, ConsoleTable } from '@quayside/contract'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../../ui/index.ts'
import { useWords } from './use-words.ts'

interface SchemaPanelProps {
  schema: ConsoleSchema
  onInsert: (name: string) => void
}

/** Every table and column the reader may name, in both languages; a click writes its name. */
export function SchemaPanel({ schema, onInsert }: SchemaPanelProps) {
  const { t } = useTranslation('sql-console')
  const [sought, setSought] = useState('')
  const tables = schema.tables.flatMap((table) => matching(table, sought.trim().toLowerCase()))
  return (
    <div className="console-schema">
      <Input
        allowClear
        value={sought}
        placeholder={t('schema.find')}
        aria-label={t('schema.find')}
        onChange={(event) => setSought(event.target.value)}
      />
      {tables.length === 0 && <Empty title={t('schema.none')} />}
      {tables.map((table) => (
        <Table key={`${table.name} ${sought !== ''}`} table={table} open={sought !== ''} onInsert={onInsert} />
      ))}
    </div>
  )
}

const fits = (sought: string, texts: readonly string[]) => texts.some((text) => text.toLowerCase().includes(sought))

/** The table with the columns that are sought; all of them where the table itself is. */
function matching(table: ConsoleTable, sought: string): ConsoleTable[] {
  const { name, words, columns, hidden } = table
  if (sought === '' || fits(sought, [name, words.zh, words.en])) return [table]
  const found = columns.filter((column) => fits(sought, [column.name, column.words.zh, column.words.en]))
  const veiled = hidden.filter((column) => fits(sought, [column.name, column.words.zh, column.words.en]))
  return found.length + veiled.length > 0 ? [{ ...table, columns: found, hidden: veiled }] : []
}

interface TableProps {
  table: ConsoleTable
  open: boolean
  onInsert: (name: string) => void
}

function Table({ table, open, onInsert }: TableProps) {
  const { t } = useTranslation('sql-console')
  const words = useWords()
  const categoryName = (category: Category) => t(`category.${category}`, { ns: 'ui' })
  const both = ({ zh, en }: { zh: string; en: string }) => `${zh} · ${en}`
  return (
    <details open={open} className="console-table">
      <summary title={both(table.about)}>
        <code>{table.name}</code> <span>{words(table.words)}</span>
      </summary>
      <p className="q-muted">
        {words(table.about)}{' '}
        <Button type="link" size="small" onClick={() => onInsert(table.name)}>
          {t('schema.insert')}
        </Button>
      </p>
      <ul>
        {table.columns.map(({ name, type, words: named }) => (
          <li key={name}>
            <button type="button" title={`${both(named)} · ${type}`} onClick={() => onInsert(name)}>
              <code>{name}</code> <span>{words(named)}</span>
            </button>
          </li>
        ))}
        {table.hidden.map(({ name, words: named, category }) => (
          <li key={name} className="console-hidden" title={t('schema.hidden', { category: categoryName(category) })}>
            <code>{name}</code> <span>{words(named)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
