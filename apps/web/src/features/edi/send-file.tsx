import { UploadOutlined } from '@ant-design/icons'
import type { receiveEdi } from '@quayside/contract'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailure } from '../../ui/index.ts'
import { upload } from './upload.ts'

/** Hands in a file that came by some other way. */
export function SendFile({ route, onSent }: { route: typeof receiveEdi; onSent: () => void }) {
  const { t } = useTranslation('edi')
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState(false)
  const fail = useFailure()
  const send = async (file: File | undefined) => {
    if (!file) return
    setSending(true)
    await upload(route, file).then(onSent, fail)
    setSending(false)
    if (input.current) input.current.value = ''
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('upload')}
        onChange={(event) => send(event.target.files?.[0])}
      />
      <Button icon={<UploadOutlined />} loading={sending} onClick={() => input.current?.click()}>
        {t('upload')}
      </Button>
    </>
  )
}
