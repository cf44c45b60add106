import { DownloadOutlined } from '@ant-design/icons'
import { exportEdiMessages, exportEdiPartners, type QueryOf } from '@quayside/contract'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { download } from '../../app/api.ts'
import { useFailure } from '../../ui/index.ts'
import type { MessageQuery } from './edi.api.ts'

type Format = 'csv' | 'xlsx'

/** The list of messages as it is narrowed, as a file. */
export function ExportMessages({ query }: { query: MessageQuery }) {
  const { sort: _, ...narrowing } = query
  return (
    <ExportList save={(format) => download(exportEdiMessages, { query: { ...narrowing, format } }, `edi.${format}`)} />
  )
}

/** The list of partners as it is narrowed, as a file. */
export function ExportPartners({ query }: { query: Omit<QueryOf<typeof exportEdiPartners>, 'format'> }) {
  return (
    <ExportList
      save={(format) => download(exportEdiPartners, { query: { ...query, format } }, `edi-partners.${format}`)}
    />
  )
}

function ExportList({ save }: { save: (format: Format) => Promise<unknown> }) {
  const { t } = useTranslation('edi')
  const fail = useFailure()
  return (
    <Dropdown
      menu={{
        items: (['xlsx', 'csv'] as const).map((format) => ({
          key: format,
          label: format.toUpperCase(),
          onClick: () => save(format).catch(fail),
        })),
      }}
    >
      <Button icon={<DownloadOutlined />}>{t('export')}</Button>
    </Dropdown>
  )
}
