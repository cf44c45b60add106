import type { Import } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../app/problem.ts'
import { JobProgress, sizeText, Upload, useKit } from '../../ui/index.ts'
import { sendFile } from './send-file.ts'

const largestBytes = 4 * 1024 ** 3
const accepted = '.csv,.tsv,.txt,.xlsx,.vcf,.vcard'

/** Sends a file and watches it go; what the server finds unreadable is said with its advice. */
export function NewImport({ onDone }: { onDone: (batch: Import) => void }) {
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  const [share, setShare] = useState(0)
  const [file, setFile] = useState<File | undefined>(undefined)
  const stopping = useRef<AbortController | undefined>(undefined)
  const send = useMutation({
    mutationFn: (chosen: File) => {
      stopping.current = new AbortController()
      return sendFile(chosen, setShare, stopping.current.signal)
    },
    onSuccess: onDone,
  })
  const begin = ([chosen]: File[]) => {
    if (!chosen) return
    setFile(chosen)
    setShare(0)
    send.mutate(chosen)
  }
  const stopped = send.error instanceof DOMException
  return (
    <div className="import-new">
      {send.isPending && file ? (
        <JobProgress
          title={t('upload.sending', { name: file.name })}
          job={{
            state: 'running',
            done: Math.round(file.size * share),
            total: file.size,
            message:
              share < 1
                ? t('upload.progress', {
                    done: sizeText(file.size * share, locale),
                    total: sizeText(file.size, locale),
                  })
                : t('upload.looking'),
          }}
          onCancel={() => stopping.current?.abort()}
        />
      ) : (
        <Upload onFiles={begin} accept={accepted} maxBytes={largestBytes} hint={t('upload.hint')} />
      )}
      {send.error && !stopped && (
        <Alert
          type="error"
          showIcon
          title={t('upload.failed', { name: file?.name })}
          description={adviceOf(send.error, locale)}
        />
      )}
    </div>
  )
}

/** What is wrong with a file comes in both languages. */
export function adviceOf(error: Error, locale: string): string {
  const own = isProblem(error) ? error.more[locale === 'en' ? 'messageEn' : 'messageZh'] : undefined
  return typeof own === 'string' && own !== '' ? own : error.message
}
