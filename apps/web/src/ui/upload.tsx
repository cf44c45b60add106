import { InboxOutlined } from '@ant-design/icons'
import { type DragEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from './kit-context.tsx'
import { sizeText } from './size-text.ts'

interface UploadProps {
  onFiles: (files: File[]) => void
  /** Endings or media types, e.g. `.csv,.xlsx`. */
  accept?: string
  many?: boolean
  maxBytes?: number
  /** What may be dropped here, in a line. */
  hint?: string
  disabled?: boolean
}

/** Drop files here, or choose them. Type and size are checked here for courtesy and on the server for safety. */
export function Upload({ onFiles, accept, many, maxBytes, hint, disabled }: UploadProps) {
  const { t } = useTranslation('ui')
  const { locale } = useKit()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [refusal, setRefusal] = useState('')
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, many ? undefined : 1)
    const large = maxBytes === undefined ? undefined : files.find((file) => file.size > maxBytes)
    setRefusal(large ? t('upload.tooLarge', { name: large.name, size: sizeText(maxBytes ?? 0, locale) }) : '')
    if (!large && files.length > 0) onFiles(files)
    if (input.current) input.current.value = ''
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files)
  }
  return (
    <div>
      <label
        htmlFor={id}
        className={over ? 'q-upload q-upload-over' : 'q-upload'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined aria-hidden="true" />
        <span>{t('upload.drop')}</span>
        {hint && <small>{hint}</small>}
        <input
          ref={input}
          id={id}
          type="file"
          className="q-sr-only"
          accept={accept}
          multiple={many}
          disabled={disabled}
          onChange={(event) => take(event.target.files)}
        />
      </label>
      {refusal && (
        <p role="alert" className="q-upload-refusal">
          {refusal}
        </p>
      )}
    </div>
  )
}
