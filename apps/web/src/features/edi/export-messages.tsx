import { DownloadOutlined } from '@ant-design/icons'
import { exportEdiMessages } from '@quayside/contract'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { download } from '../../app/api.ts'
import { useFailure } from '../../ui/index.ts'
import type { MessageQuery } from './edi.api.ts'

/** The list as it is narrowed, as a file. */
export function ExportMessages({ query }: { query: MessageQuery }) {
  const { t } = useTranslation('edi')
  const fail = useFailure()
  const { sort: _, ...narrowing } = query
  const save = (format: 'csv' | 'xlsx') =>
    download(exportEdiMessages, { query: { ...narrowing, format } }, `edi.${format}`).catch(fail)
  return (
    <Dropdown
      menu={{
        items: (['xlsx', 'csv'] as const).map((format) => ({
          key: format,
          label: format.toUpperCase(),
          onClick: () => save(format),
        })),
      }}
    >
      <Button icon={<DownloadOutlined />}>{t('export')}</Button>
    </Dropdown>
  )
}
