import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { useUploads } from './use-uploads.ts'

export function FileChips({ uploads }: { uploads: ReturnType<typeof useUploads> }) {
  const { t } = useTranslation('accounts')
  const input = useRef<HTMLInputElement>(null)
  return (
    <span className="account-composer-files">
      <Button
        size="small"
        type="text"
        icon={<PaperClipOutlined />}
        title={t('composer.attachHint')}
        loading={uploads.busy}
        onClick={() => input.current?.click()}
      >
        {t('composer.attach')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        className="q-sr-only"
        tabIndex={-1}
        aria-label={t('composer.attach')}
        onChange={(event) => {
          uploads.add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {uploads.files.map((file) => (
        <span key={file.id} className="account-tag">
          {file.name}
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined />}
            aria-label={t('composer.detach', { name: file.name })}
            onClick={() => uploads.remove(file.id)}
          />
        </span>
      ))}
    </span>
  )
}
