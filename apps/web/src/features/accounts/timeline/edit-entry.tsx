import { DeleteOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isConflict } from '../../../app/problem.ts'
import { useFailure } from '../../../ui/index.ts'
import { colleaguesQuery } from '../accounts.api.ts'
import { MentionInput } from './mention-input.tsx'
import { mentionedIn, withMentions, withoutMarks } from './mentions.ts'
import { changeEntry, type Interaction } from './timeline.api.ts'

interface EditEntryProps {
  entry: Interaction
  onClose: () => void
  onRemove: () => Promise<void>
}

/** Corrects what was written. When a colleague was faster, his text is shown, and what one typed stays. */
export function EditEntry({ entry, onClose, onRemove }: EditEntryProps) {
  const { t } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const failure = useFailure()
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const [text, setText] = useState(withoutMarks(entry.body))
  const [outcome, setOutcome] = useState(entry.outcome ?? '')
  const [onto, setOnto] = useState(entry)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const body = withMentions(text, [...colleagues, ...mentionedIn(onto.body), ...onto.mentions])
      await changeEntry(onto, { body, outcome: outcome.trim() || null })
      onClose()
    } catch (error) {
      const theirs = isConflict(error) ? (error.more.current as Interaction | undefined) : undefined
      if (theirs) setOnto(theirs)
      else failure(error)
    } finally {
      setBusy(false)
    }
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    }
  }
  return (
    <section className="account-entry-editing" aria-label={t('timeline.edit')} onKeyDown={keys}>
      {onto !== entry && (
        <Alert
          type="warning"
          showIcon
          title={t('timeline.changedMeanwhile')}
          description={withoutMarks(onto.body)}
          action={
            <Button size="small" onClick={onClose}>
              {t('timeline.keepTheirs')}
            </Button>
          }
        />
      )}
      <MentionInput autoFocus value={text} label={t('composer.text')} onChange={setText} />
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
    </section>
  )
}
