import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailure, useKit } from '../../ui/index.ts'

const names = { xlsx: 'Excel (XLSX)', csv: 'CSV (UTF-8)', pdf: 'PDF' } as const
type Format = keyof typeof names

interface ExportMenuProps<F extends Format> {
  formats: readonly F[]
  save: (format: F, locale: 'zh-CN' | 'en') => Promise<unknown>
}

/** What is shown as a file, every page of it. */
export function ExportMenu<F extends Format>({ formats, save }: ExportMenuProps<F>) {
  const { t } = useTranslation('invoices')
  const { locale } = useKit()
  const failure = useFailure()
  const [busy, setBusy] = useState(false)
  const run = async (format: F) => {
    setBusy(true)
    await save(format, locale === 'en' ? 'en' : 'zh-CN').catch(failure)
    setBusy(false)
  }
  return (
    <Dropdown menu={{ items: formats.map((key) => ({ key, label: names[key] })), onClick: ({ key }) => run(key as F) }}>
      <Button icon={<DownloadOutlined />} loading={busy}>
        {t('export')}
      </Button>
    </Dropdown>
  )
}
