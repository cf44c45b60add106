import { DeleteOutlined } from '@ant-design/icons'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isConflict } from '../../../app/problem.ts'
import { useFailure } from '../../../ui/index.ts'
import { mentionedIn, withMentions, withoutMarks } from './mentions.ts'
import { changeEntry, type Interaction } from './timeline.api.ts'

/** Corrects what was written; nobody's newer text is overwritten. */
export function EditEntry({
  entry,
  onClose,
  onRemove,
}: {
  entry: Interaction
  onClose: () => void
  onRemove: () => Promise<void>
}) {
  const { t } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const { message } = App.useApp()
  const failure = useFailure()
  const [text, setText] = useState(withoutMarks(entry.body))
  const [outcome, setOutcome] = useState(entry.outcome ?? '')
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const body = withMentions(text, [...mentionedIn(entry.body), ...entry.mentions])
      await changeEntry(entry, { body, outcome: outcome.trim() || null })
      onClose()
    } catch (error) {
      if (isConflict(error)) {
        message.warning(error.message)
        onClose()
      } else failure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="account-entry-editing">
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 14 }}
        value={text}
        maxLength={100_000}
        aria-label={t('composer.text')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          if (event.key === 'Escape') onClose()
        }}
      />
      <Input
        value={outcome}
        maxLength={200}
        placeholder={t('composer.outcome')}
        aria-label={t('composer.outcome')}
        onChange={(event) => setOutcome(event.target.value)}
      />
      <div className="account-entry-acts">
        <Button type="primary" size="small" loading={busy} onClick={save}>
          {ui('save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {ui('cancel')}
        </Button>
        <Button size="small" type="text" danger icon={<DeleteOutlined />} onClick={onRemove}>
          {t('timeline.remove')}
        </Button>
      </div>
    </div>
  )
}
