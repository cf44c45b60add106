import { exportSql } from '@quayside/contract'
import { download } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { ExportButton } from '../../../ui/index.ts'

interface ExportRowsProps {
  sql: () => string
  disabled: boolean
  onProblem: (error: unknown) => void
}

/** Runs it again and takes all its rows away. */
export function ExportRows({ sql, disabled, onProblem }: ExportRowsProps) {
  const may = useMay()
  if (!may('console', 'export')) return null
  return (
    <ExportButton
      disabled={disabled}
      save={(format, locale) => {
        onProblem(undefined)
        const body = { sql: sql(), format, locale }
        return download(exportSql, { body, patient: true }, `sql-console.${format}`).catch(onProblem)
      }}
    />
  )
}
