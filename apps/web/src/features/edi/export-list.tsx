import { exportEdiMessages, exportEdiPartners, type QueryOf } from '@quayside/contract'
import { download } from '../../app/api.ts'
import { ExportButton } from '../../ui/index.ts'
import type { MessageQuery } from './edi.api.ts'

/** The list of messages as it is narrowed, as a file. */
export function ExportMessages({ query }: { query: MessageQuery }) {
  const { sort: _, ...narrowing } = query
  return (
    <ExportButton
      save={(format) => download(exportEdiMessages, { query: { ...narrowing, format } }, `edi.${format}`)}
    />
  )
}

/** The list of partners as it is narrowed, as a file. */
export function ExportPartners({ query }: { query: Omit<QueryOf<typeof exportEdiPartners>, 'format'> }) {
  return (
    <ExportButton
      save={(format) => download(exportEdiPartners, { query: { ...query, format } }, `edi-partners.${format}`)}
    />
  )
}
