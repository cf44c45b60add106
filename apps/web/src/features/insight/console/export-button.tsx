import { DownloadOutlined } from '@ant-design/icons'
import { exportSql } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { download } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'

interface ExportButtonProps {
  sql: () => string
  disabled: boolean
  onProblem: (error: unknown) => void
}

const formats = ['xlsx', 'csv'] as const

/** Runs it again and takes all its rows away. */
export function ExportButton({ sql, disabled, onProblem }: ExportButtonProps) {
  const { t, i18n } = useTranslation('insight')
  const may = useMay()
  const save = useMutation({
    mutationFn: (format: (typeof formats)[number]) => {
      const locale = i18n.language === 'en' ? ('en' as const) : ('zh-CN' as const)
      return download(exportSql, { body: { sql: sql(), format, locale }, patient: true }, `sql-console.${format}`)
    },
    onMutate: () => onProblem(undefined),
    onError: onProblem,
  })
  if (!may('console', 'export')) return null
  const items = formats.map((key) => ({ key, label: t(`export.${key}`) }))
  return (
    <Dropdown
      trigger={['click']}
      disabled={disabled || save.isPending}
      menu={{ items, onClick: ({ key }) => save.mutate(key as (typeof formats)[number]) }}
    >
      <Button icon={<DownloadOutlined />} loading={save.isPending}>
        {t('export.button')}
      </Button>
    </Dropdown>
  )
}
