import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailure } from './failure.ts'
import { useKit } from './kit-context.tsx'

const names = { xlsx: 'Excel (XLSX)', csv: 'CSV (UTF-8)', pdf: 'PDF' } as const
type Format = keyof typeof names
const tables = ['xlsx', 'csv'] as const

interface ExportButtonProps<F extends Format> {
  /** Left out: XLSX and CSV. */
  formats?: readonly F[]
  /** Ends when the file is there; what it throws is told. */
  save: (format: F, locale: 'zh-CN' | 'en') => Promise<unknown>
  /** The file is still being made after `save` has ended. */
  busy?: boolean
  disabled?: boolean
  children?: ReactNode
}

/** What is shown as a file, in the language of the screen. */
export function ExportButton<F extends Format = (typeof tables)[number]>(props: ExportButtonProps<F>) {
  const { formats = tables as readonly Format[] as readonly F[], save, busy = false, disabled, children } = props
  const { t } = useTranslation('ui')
  const { locale } = useKit()
  const failure = useFailure()
  const [saving, setSaving] = useState(false)
  const run = async (format: F) => {
    setSaving(true)
    await save(format, locale === 'en' ? 'en' : 'zh-CN').catch(failure)
    setSaving(false)
  }
  return (
    <Dropdown
      trigger={['click']}
      disabled={disabled || saving}
      menu={{ items: formats.map((key) => ({ key, label: names[key] })), onClick: ({ key }) => run(key as F) }}
    >
      <Button icon={<DownloadOutlined />} loading={saving || busy}>
        {children ?? t('export')}
      </Button>
    </Dropdown>
  )
}
