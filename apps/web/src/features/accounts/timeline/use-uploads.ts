import type { ReplyOf, uploadAttachment } from '@quayside/contract'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../../app/problem.ts'
import { useFailure } from '../../../ui/index.ts'
import { dropAttachment, upload } from './timeline.api.ts'

type Uploaded = ReplyOf<typeof uploadAttachment>

/** The server's own limit. */
const largestBytes = 25 * 1024 * 1024

/** Long enough to read what is taken instead. */
const refusedSeconds = 8

/** Files that wait for the entry they belong to; they are sent while one still writes. */
export function useUploads(accountId: string) {
  const { t } = useTranslation('accounts')
  const { message } = App.useApp()
  const failure = useFailure()
  const [files, setFiles] = useState<Uploaded[]>([])
  const [running, setRunning] = useState(0)
  const add = async (chosen: readonly File[]) => {
    for (const file of chosen) {
      if (file.size > largestBytes) {
        message.error(t('composer.tooLarge', { name: file.name }), refusedSeconds)
        continue
      }
      setRunning((count) => count + 1)
      try {
        const kept = await upload(accountId, file)
        setFiles((before) => [...before, kept])
      } catch (error) {
        // Imports take other types under the same code.
        if (isProblem(error) && error.code === 'fileTypeRefused')
          message.error(t('composer.refused', { name: file.name }), refusedSeconds)
        else failure(error)
      } finally {
        setRunning((count) => count - 1)
      }
    }
  }
  const remove = (id: string) => {
    setFiles((before) => before.filter((file) => file.id !== id))
    dropAttachment(id).catch(failure)
  }
  return { files, busy: running > 0, add, remove, clear: () => setFiles([]) }
}
