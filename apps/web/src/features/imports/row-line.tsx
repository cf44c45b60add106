import { CheckCircleFilled, LoadingOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type KeyboardEvent, memo, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../ui/index.ts'
import type { Row } from './imports.api.ts'
import type { GridColumn, MendRow } from './row-grid.tsx'

interface RowLineProps {
  row: Row
  columns: readonly GridColumn[]
  template: string
  busy: boolean
  onMend: MendRow
}

/** One row of the file. Leaving a changed cell checks the row again; Enter goes to the same column of the next row. */
export const RowLine = memo(function RowLine({ row, columns, template, busy, onMend }: RowLineProps) {
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  const [values, setValues] = useState(row.values)
  useEffect(() => setValues(row.values), [row.values])
  const text = (issue: Row['issues'][number]) => (locale === 'en' ? issue.messageEn : issue.messageZh)
  const wholeRow = row.issues.filter((issue) => !columns.some((column) => column.name === issue.column))
  const save = () => {
    if (values.some((value, index) => value !== row.values[index])) onMend(row, { values })
  }
  return (
    <div className={`import-row import-row-${row.state}`}>
      <div className="import-cells" role="row" tabIndex={-1} style={{ gridTemplateColumns: template }}>
        <span className="import-row-number" role="gridcell" tabIndex={-1}>
          {row.rowNumber}
        </span>
        {columns.map((column) => {
          const issues = row.issues.filter((issue) => issue.column === column.name)
          const worst = issues.some((issue) => issue.severity === 'error') ? 'error' : issues[0]?.severity
          return (
            <span
              key={column.index}
              role="gridcell"
              tabIndex={-1}
              className={worst ? `import-cell import-cell-${worst}` : 'import-cell'}
            >
              <input
                value={values[column.index] ?? ''}
                aria-label={t('cell', { row: row.rowNumber, column: column.name })}
                aria-invalid={worst === 'error'}
                title={issues.map(text).join('\n') || values[column.index]}
                data-column={column.index}
                onChange={(event) => setValues(replaced(values, column.index, event.target.value))}
                onBlur={save}
                onKeyDown={walk}
              />
              {issues.map((issue) => (
                <small key={`${issue.code}`} className="import-issue" title={text(issue)}>
                  {text(issue)}
                </small>
              ))}
            </span>
          )
        })}
        <span className="import-row-acts" role="gridcell" tabIndex={-1}>
          {busy ? <LoadingOutlined /> : <Acts row={row} onMend={onMend} />}
        </span>
      </div>
      {wholeRow.map((issue) => (
        <p key={`${issue.code}-${issue.column}`} className={`import-row-issue import-row-issue-${issue.severity}`}>
          {issue.column !== null && <strong>{issue.column}: </strong>}
          {text(issue)}
        </p>
      ))}
    </div>
  )
})

function Acts({ row, onMend }: { row: Row; onMend: MendRow }) {
  const { t } = useTranslation('imports')
  if (row.state === 'skipped')
    return (
      <>
        <span className="q-muted">{t('rowState.skipped')}</span>
        <Button size="small" type="link" onClick={() => onMend(row, { skip: false })}>
          {t('act.unskip')}
        </Button>
      </>
    )
  return (
    <>
      {row.state === 'mended' && (
        <span className="import-mended" title={t('rowState.mended')}>
          <CheckCircleFilled /> {t('rowState.mended')}
        </span>
      )}
      {row.state === 'duplicate' && (
        <Button size="small" onClick={() => onMend(row, { skip: false })}>
          {t('act.asNew')}
        </Button>
      )}
      {row.state !== 'imported' && (
        <Button size="small" type="text" onClick={() => onMend(row, { skip: true })}>
          {t('act.skip')}
        </Button>
      )}
    </>
  )
}

const replaced = (values: readonly string[], index: number, value: string) => {
  const next = [...values]
  while (next.length <= index) next.push('')
  next[index] = value
  return next
}

/** Enter and the arrows walk down and up a column, as in a spreadsheet; Escape gives the cell up. */
function walk(event: KeyboardEvent<HTMLInputElement>) {
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || event.nativeEvent.isComposing) return
  event.preventDefault()
  const place = event.currentTarget.closest('[data-index]')
  const index = Number(place?.getAttribute('data-index')) + step
  const next = place?.parentElement?.querySelector<HTMLInputElement>(
    `[data-index="${index}"] input[data-column="${event.currentTarget.dataset.column}"]`,
  )
  if (next) next.focus()
  else event.currentTarget.blur()
}
