import { FilePdfOutlined } from '@ant-design/icons'
import { downloadInvoice, type Invoice } from '@quayside/contract'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../../app/api.ts'
import { useFailure, useKit } from '../../ui/index.ts'

const languages = ['zh-CN', 'en'] as const

/** The document as the customer gets it; one's own language comes first. */
export function PdfMenu({ invoice: { id, number } }: { invoice: Invoice }) {
  const { t } = useTranslation('invoices')
  const { locale } = useKit()
  const failure = useFailure()
  const [busy, setBusy] = useState(false)
  const items = languages.map((key) => ({ key, label: t(key === 'en' ? 'statement.pdfEn' : 'statement.pdfZh') }))
  const save = async (language: (typeof languages)[number]) => {
    setBusy(true)
    await download(downloadInvoice, { params: { id }, query: { locale: language } }, `${number}.pdf`).catch(failure)
    setBusy(false)
  }
  return (
    <Dropdown
      menu={{ items: locale === 'en' ? items.toReversed() : items, onClick: ({ key }) => save(key as 'en' | 'zh-CN') }}
    >
      <Button icon={<FilePdfOutlined />} loading={busy}>
        PDF
      </Button>
    </Dropdown>
  )
}
