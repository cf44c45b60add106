import { Alert, Checkbox, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../ui/index.ts'
import type { DetectedFile, Reading } from './imports.api.ts'

const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'windows-1252'] as const
const delimiters = [',', ';', '\t', '|'] as const
/** Wider files show their first columns here; all of them are below, for mapping. */
const shownColumns = 40

interface FilePreviewProps {
  detected: DetectedFile | null
  reading: Reading
  error: string | null
  onReading: (change: Reading) => void
}

/** How the file was understood, with its first rows; whoever knows better overrules it and looks again. */
export function FilePreview({ detected, reading, error, onReading }: FilePreviewProps) {
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  return (
    <section className="q-panel" aria-label={t('preview.title')}>
      <div className="q-panel-head import-preview-head">
        <h2>{t('preview.title')}</h2>
        {detected && <ReadingControls detected={detected} reading={reading} onReading={onReading} />}
      </div>
      {error && <Alert type="error" showIcon title={error} className="import-alert" />}
      {detected && <SampleTable detected={detected} hasHeader={reading.hasHeader ?? detected.hasHeader} />}
      {detected && (
        <p className="import-note">
          {[
            t(`kind.${detected.kind}`),
            detected.lineEnd && t('preview.lineEnd', { lineEnd: lineEndName(detected.lineEnd) }),
            detected.bom && t('preview.bom'),
            t('preview.columns', { figure: detected.headers.length.toLocaleString(locale) }),
            detected.rowsEstimate !== null &&
              t('preview.rows', { figure: detected.rowsEstimate.toLocaleString(locale) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </section>
  )
}

interface ReadingControlsProps {
  detected: DetectedFile
  reading: Reading
  onReading: (change: Reading) => void
}

function ReadingControls({ detected, reading, onReading }: ReadingControlsProps) {
  const { t } = useTranslation('imports')
  const delimiter = reading.delimiter ?? detected.delimiter
  const known: readonly string[] = delimiters
  return (
    <div className="import-reading">
      {detected.sheets.length > 0 && (
        <Labelled label={t('preview.sheet')}>
          <Select
            size="small"
            aria-label={t('preview.sheet')}
            value={reading.sheet ?? detected.sheets[0]?.name}
            popupMatchSelectWidth={false}
            options={detected.sheets.map(({ name }) => ({ value: name, label: name }))}
            onChange={(sheet: string) => onReading({ sheet })}
          />
        </Labelled>
      )}
      {detected.encoding !== null && (
        <Labelled label={t('preview.encoding')}>
          <Select
            size="small"
            aria-label={t('preview.encoding')}
            value={(reading.encoding ?? detected.encoding) as (typeof encodings)[number]}
            popupMatchSelectWidth={false}
            options={encodings.map((value) => ({ value, label: t(`encoding.${value}`) }))}
            onChange={(encoding) => onReading({ encoding })}
          />
        </Labelled>
      )}
      {delimiter !== null && (
        <Labelled label={t('preview.delimiter')}>
          <Select
            size="small"
            aria-label={t('preview.delimiter')}
            value={delimiter}
            popupMatchSelectWidth={false}
            options={[
              ...delimiters.map((value) => ({ value: value as string, label: t(`delimiter.${nameOf[value]}`) })),
              ...(known.includes(delimiter) ? [] : [{ value: delimiter, label: delimiter }]),
            ]}
            onChange={(next: string) => onReading({ delimiter: next })}
          />
        </Labelled>
      )}
      {detected.kind !== 'vcard' && (
        <Checkbox
          checked={reading.hasHeader ?? detected.hasHeader}
          onChange={(event) => onReading({ hasHeader: event.target.checked })}
        >
          {t('preview.header')}
        </Checkbox>
      )}
    </div>
  )
}

const nameOf = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className="import-labelled">
      <span className="q-muted">{label}</span>
      {children}
    </span>
  )
}

function SampleTable({ detected, hasHeader }: { detected: DetectedFile; hasHeader: boolean }) {
  const { t } = useTranslation('imports')
  const headers = detected.headers.slice(0, shownColumns)
  const columns = headers.map((header, index) => ({ key: `${index}`, header: hasHeader ? header : `#${index + 1}` }))
  const rows = detected.sample.slice(0, 8).map((row, index) => ({ key: `${index}`, row }))
  if (columns.length === 0) return <p className="import-note">{t('preview.nothing')}</p>
  return (
    <div className="import-sample">
      <table>
        <thead>
          <tr>
            {columns.map(({ key, header }) => (
              <th key={key} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, row }) => (
            <tr key={key}>
              {columns.map((column) => (
                <td key={column.key} title={row[Number(column.key)]}>
                  {row[Number(column.key)]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const lineEndName = (lineEnd: string) => lineEnd.replace('\r', 'CR').replace('\n', 'LF')
