import type { ConsoleSchema } from '@quayside/contract'
import { Skeleton } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Editor } from './code-mirror.ts'
import { useWords } from './use-words.ts'

interface SqlEditorProps {
  editor: RefObject<Editor | undefined>
  schema: ConsoleSchema | undefined
  text: string
  onChange: (text: string) => void
  onRun: () => void
}

/** A place to write SQL in; until its library is there, what it will be about can be read already. */
export function SqlEditor({ editor, schema, text, onChange, onRun }: SqlEditorProps) {
  const { t } = useTranslation('sql-console')
  const words = useWords()
  const box = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const now = useRef({ text, onChange, onRun })
  now.current = { text, onChange, onRun }
  const [label, hint] = [t('editor'), t('hint')]

  useEffect(() => {
    let left = false
    import('./code-mirror.ts').then(({ openEditor }) => {
      if (left || !box.current) return
      editor.current = openEditor({
        parent: box.current,
        text: now.current.text,
        label,
        hint,
        onChange: (changed) => now.current.onChange(changed),
        onRun: () => now.current.onRun(),
      })
      setOpen(true)
    })
    return () => {
      left = true
      editor.current?.destroy()
      editor.current = undefined
      setOpen(false)
    }
  }, [editor, label, hint])

  useEffect(() => {
    if (!open || !schema) return
    const tables = schema.tables.map(({ name, columns }) => [
      name,
      columns.map((column) => ({ label: column.name, detail: words(column.words) })),
    ])
    editor.current?.complete({ tables: Object.fromEntries(tables), functions: schema.functions })
  }, [open, schema, words, editor])

  // What was chosen elsewhere: an example, a saved query, one of the history.
  useEffect(() => {
    if (open && editor.current && editor.current.text() !== text) editor.current.write(text)
  }, [open, text, editor])

  return (
    <div className="console-editor" ref={box}>
      {!open && <Skeleton active paragraph={{ rows: 4 }} />}
    </div>
  )
}
