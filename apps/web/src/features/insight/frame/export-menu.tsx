import { DownloadOutlined } from '@ant-design/icons'
import { type Analysis, type QueryOf, ReportFormat } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { download } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { useFailure } from '../../../ui/index.ts'

interface ExportMenuProps {
  analysis: Analysis
  question: QueryOf<Analysis['read']>
}

/** The answer as a file; pictures are saved at each chart. */
export function ExportMenu({ analysis, question }: ExportMenuProps) {
  const { t, i18n } = useTranslation('insight')
  const may = useMay()
  const failure = useFailure()
  const save = useMutation({
    mutationFn: (format: ReportFormat) =>
      download(
        analysis.file,
        { query: { ...question, format, locale: i18n.language === 'en' ? 'en' : 'zh-CN' } } as never,
        `${analysis.name}.${format}`,
      ),
    onError: failure,
  })
  if (!may('analyses', 'export') || !may.export('basic')) return null
  const items = ReportFormat.options.map((key) => ({ key, label: t(`export.${key}`) }))
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => save.mutate(key as ReportFormat) }}>
      <Button icon={<DownloadOutlined />} loading={save.isPending}>
        {t('export.button')}
      </Button>
    </Dropdown>
  )
}
