import { CheckOutlined, KeyOutlined } from '@ant-design/icons'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Select } from 'antd'
import { memo, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Share, useKit } from '../../ui/index.ts'
import type { Field, Mapping } from './imports.api.ts'
import { type ColumnLine, mappingTextOf } from './mapping-draft.ts'

interface ColumnListProps {
  columns: readonly ColumnLine[]
  fields: readonly Field[]
  mapping: Mapping
  confidence: Readonly<Record<string, number>>
  remembered: boolean
  /** What no column of the target takes is lost. */
  leftOut: boolean
  onMap: (column: string, field: string | null) => void
}

const groups = ['customer', 'contact', 'address', 'order', 'line', 'custom', 'rest'] as const

/** Each column of the file with a few values beside the field it goes to; a file may have ten thousand columns. */
export function ColumnList({ columns, fields, mapping, confidence, remembered, leftOut, onMap }: ColumnListProps) {
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: columns.length,
    getScrollElement: () => box.current,
    estimateSize: () => 53,
    overscan: 10,
  })
  const taken = useMemo(() => new Set(Object.values(mapping)), [mapping])
  const used = columns.filter(({ name }) => mapping[name]).length
  const options = useMemo(
    () => optionsOf(fields, taken, locale, (group) => t(`group.${group}`)),
    [fields, taken, locale, t],
  )
  return (
    <section className="q-panel" aria-label={t('columns.title')}>
      <div className="q-panel-head">
        <h2>{t('columns.title')}</h2>
        <span className="q-muted">
          {remembered && <span className="import-remembered">{t('columns.remembered')}</span>}
          {t('columns.used', { figure: used, total: columns.length })}
        </span>
      </div>
      <div ref={box} className="import-lines">
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const column = columns[item.index]
            if (!column) return null
            return (
              <div
                key={column.name}
                ref={virtual.measureElement}
                data-index={item.index}
                className="import-line-place"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Line
                  column={column}
                  field={mapping[column.name] ?? null}
                  confidence={confidence[column.name]}
                  options={options}
                  onMap={onMap}
                />
              </div>
            )
          })}
        </div>
      </div>
      <p className="import-note">{t(leftOut ? 'columns.unmappedLeftOut' : 'columns.unmapped')}</p>
    </section>
  )
}

type Options = ReturnType<typeof optionsOf>

function optionsOf(
  fields: readonly Field[],
  taken: ReadonlySet<string | null>,
  locale: string,
  groupText: (group: (typeof groups)[number]) => string,
) {
  const known: readonly string[] = groups
  const groupOf = (field: Field) => (known.includes(field.group) ? field.group : 'custom')
  return groups.flatMap((group) => {
    const inside = fields.filter((field) => groupOf(field) === group)
    if (inside.length === 0) return []
    return [
      {
        label: groupText(group),
        title: group,
        options: inside.map((field) => ({
          value: field.field,
          label: mappingTextOf(field, locale),
          search: `${field.labelZh} ${field.labelEn} ${field.field}`.toLowerCase(),
          field,
          disabled: !field.many && taken.has(field.field),
        })),
      },
    ]
  })
}

interface LineProps {
  column: ColumnLine
  field: string | null
  confidence: number | undefined
  options: Options
  onMap: (column: string, field: string | null) => void
}

const Line = memo(function Line({ column, field, confidence, options, onMap }: LineProps) {
  const { t } = useTranslation('imports')
  return (
    <div className={field ? 'import-line' : 'import-line import-line-unused'}>
      <span className="import-line-source">
        <strong title={column.name}>{column.name || t('columns.nameless')}</strong>
        <small className="q-muted" title={column.samples.join('\n')}>
          {column.samples.join(' · ') || t('columns.empty')}
        </small>
      </span>
      <span className="import-line-arrow" aria-hidden="true">
        →
      </span>
      <Select
        allowClear
        aria-label={t('columns.goesTo', { column: column.name })}
        placeholder={t('columns.notUsed')}
        value={field ?? undefined}
        options={options}
        popupMatchSelectWidth={300}
        showSearch={{
          filterOption: (text, option) =>
            ('search' in (option ?? {}) ? String((option as { search?: string }).search) : '').includes(
              text.toLowerCase(),
            ),
        }}
        optionRender={(option) => {
          const spec = (option.data as { field?: Field }).field
          return (
            <span className="import-field">
              {option.label}
              {spec?.required && <em>{t('columns.required')}</em>}
              {spec?.isKey && <KeyOutlined title={t('columns.key')} />}
            </span>
          )
        }}
        onChange={(value?: string) => onMap(column.name, value ?? null)}
      />
      <span className="import-line-sure">
        {field && confidence !== undefined && confidence > 0 && (
          <span className={confidence >= 0.8 ? 'import-sure' : 'import-unsure'} title={t('columns.guessed')}>
            {confidence >= 0.95 ? <CheckOutlined /> : <Share value={confidence} digits={0} />}
          </span>
        )}
      </span>
    </div>
  )
})
