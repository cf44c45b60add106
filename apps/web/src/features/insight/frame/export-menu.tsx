import { type Analysis, type QueryOf, ReportFormat } from '@quayside/contract'
import { download } from '../../../app/api.ts'
import { ExportButton } from '../../../ui/index.ts'

interface ExportMenuProps {
  analysis: Analysis
  question: QueryOf<Analysis['read']>
}

/** The answer as a file; pictures are saved at each chart. */
export function ExportMenu({ analysis, question }: ExportMenuProps) {
  return (
    <ExportButton
      formats={ReportFormat.options}
      save={(format, locale) =>
        download(analysis.file, { query: { ...question, format, locale } } as never, `${analysis.name}.${format}`)
      }
    />
  )
}
