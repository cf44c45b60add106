import { DownloadOutlined, EditOutlined } from '@ant-design/icons'
import type { AccountRow, AccountSelection } from '@quayside/contract'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shown } from '../../../app/lists/list-place.ts'
import { useMay } from '../../../app/session.ts'
import { type ColumnLayout, type SelectionState, selectionBody } from '../../../ui/index.ts'
import { BulkEdit } from './bulk-edit.tsx'
import { ExportDialog } from './export-dialog.tsx'
import type { JobLine } from './job-lines.tsx'

interface BulkActionsProps {
  /** `export`: the whole list, from the toolbar. `selected`: what was chosen. */
  kind: 'export' | 'selected'
  /** Search and filter of the list. */
  selection: AccountSelection
  chosen?: SelectionState
  layout: ColumnLayout<AccountRow>
  sort: Shown['sort']
  onJob: (line: JobLine) => void
}

export function BulkActions({ kind, selection, chosen, layout, sort, onJob }: BulkActionsProps) {
  const { t } = useTranslation('accounts')
  const may = useMay()
  const [open, setOpen] = useState<'edit' | 'export' | undefined>(undefined)
  const body = bodyOf(selection, chosen)
  const close = () => setOpen(undefined)
  return (
    <>
      {kind === 'selected' && may('accounts', 'change') && (
        <Button size="small" icon={<EditOutlined />} onClick={() => setOpen('edit')}>
          {t('bulk.edit')}
        </Button>
      )}
      {may('accounts', 'export') &&
        (kind === 'selected' ? (
          <Button size="small" icon={<DownloadOutlined />} onClick={() => setOpen('export')}>
            {t('export.export')}
          </Button>
        ) : (
          <Tooltip title={t('export.export')}>
            <Button icon={<DownloadOutlined />} aria-label={t('export.export')} onClick={() => setOpen('export')} />
          </Tooltip>
        ))}
      {open === 'edit' && (
        <BulkEdit
          selection={body}
          onClose={close}
          onJob={(line) => {
            onJob(line)
            chosen?.clear()
            close()
          }}
        />
      )}
      {open === 'export' && (
        <ExportDialog
          selection={body}
          layout={layout}
          sort={sort}
          onClose={close}
          onJob={(line) => {
            onJob(line)
            close()
          }}
        />
      )}
    </>
  )
}

/** Chosen one by one: their ids alone. Everything that matches: the list's own search and filter, but for some. */
function bodyOf(selection: AccountSelection, chosen: SelectionState | undefined): AccountSelection {
  if (!chosen) return selection
  const { ids, except } = selectionBody(chosen.value)
  return ids ? { ids } : { ...selection, except }
}
