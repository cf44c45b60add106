import { type AccountRow, type AccountSelection, exportAccounts } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Checkbox, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import type { Shown } from '../../../app/lists/list-place.ts'
import { useMay } from '../../../app/session.ts'
import type { ColumnLayout } from '../../../ui/index.ts'
import { customFieldsQuery } from '../accounts.api.ts'
import { categoryOfColumn } from './column-category.ts'
import type { JobLine } from './job-lines.tsx'

interface ExportDialogProps {
  selection: AccountSelection
  layout: ColumnLayout<AccountRow>
  sort: Shown['sort']
  onClose: () => void
  onJob: (line: JobLine) => void
}

/** A file of the list: the columns on the screen unless others are chosen. */
export function ExportDialog({ selection, layout, sort, onClose, onJob }: ExportDialogProps) {
  const { t, i18n } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const may = useMay()
  const { data: custom = [] } = useQuery(customFieldsQuery)
  const allowed = (id: string) => may.export(categoryOfColumn(id, custom))
  const [columns, setColumns] = useState(() =>
    ['number', ...layout.shown.map((column) => column.id)].filter((id) => allowed(id)),
  )
  const start = useMutation({
    mutationFn: () =>
      call(exportAccounts, {
        body: { selection, format, columns, sort: sort ?? 'name', locale: i18n.language === 'en' ? 'en' : 'zh-CN' },
      }),
    onSuccess: ({ jobId }) => onJob({ id: jobId, kind: 'export', title: t('export.title', { format }) }),
  })
  return (
    <Modal
      open
      width={520}
      title={t('export.export')}
      onCancel={onClose}
      onOk={() => start.mutate()}
      okText={t('export.start')}
      cancelText={ui('cancel')}
      okButtonProps={{ disabled: columns.length === 0, loading: start.isPending }}
    >
      <Radio.Group
        value={format}
        onChange={(event) => setFormat(event.target.value)}
        options={[
          { value: 'xlsx', label: 'Excel (XLSX)' },
          { value: 'csv', label: 'CSV (UTF-8)' },
        ]}
      />
      <Checkbox.Group
        className="account-export-columns"
        value={columns}
        onChange={setColumns}
        options={[
          { value: 'number', label: t('field.number') },
          ...layout.all.map((column) => ({ value: column.id, label: column.title, disabled: !allowed(column.id) })),
        ]}
      />
      <p className="q-muted">{t('export.note')}</p>
      {start.error && <Alert type="error" showIcon title={start.error.message} />}
    </Modal>
  )
}
