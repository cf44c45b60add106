import type { Account, Contact } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Segmented } from 'antd'
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint, useFailure, useHotkeys, useKit } from '../../../ui/index.ts'
import { colleaguesQuery, refreshAccount } from '../accounts.api.ts'
import { ComposerDetails } from './composer-details.tsx'
import { blank, bodyOf, type Draft, type Kind, kinds } from './draft.ts'
import { FileChips } from './file-chips.tsx'
import { MentionInput } from './mention-input.tsx'
import { NextStep } from './next-step.tsx'
import { addEntry } from './timeline.api.ts'
import { useUploads } from './use-uploads.ts'

/** Writes down what was said, and in the same stroke what is next. Ctrl/⌘ Enter saves. */
export function Composer({ account, contacts }: { account: Account; contacts: readonly Contact[] }) {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const { message } = App.useApp()
  const failure = useFailure()
  const { zone } = useKit()
  const [draft, setDraft] = useState<Draft>(blank)
  const [busy, setBusy] = useState(false)
  const [over, setOver] = useState(false)
  const uploads = useUploads(account.id)
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const box = useRef<HTMLDivElement>(null)
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const begin = (kind: Kind) => {
    set({ kind })
    box.current?.querySelector('textarea')?.focus()
  }
  useHotkeys(
    (['note', 'call'] as const).map((kind) => ({
      keys: kind === 'note' ? 'm' : 'l',
      label: t(`composer.kind.${kind}`),
      group: t('one'),
      run: () => begin(kind),
    })),
  )
  const ready =
    (draft.text.trim() !== '' || uploads.files.length > 0) &&
    !uploads.busy &&
    (draft.due === null) === (draft.next.trim() === '')
  const save = async () => {
    if (!ready || busy) return
    setBusy(true)
    try {
      await addEntry(
        account.id,
        bodyOf(
          draft,
          colleagues,
          uploads.files.map((file) => file.id),
          zone,
        ),
      )
      setDraft({ ...blank, kind: draft.kind, direction: draft.direction })
      uploads.clear()
      refreshAccount(client, account.id)
      client.invalidateQueries({ queryKey: ['followUp'] })
      message.success(t(draft.due ? 'composer.savedWithNext' : 'composer.saved'))
    } catch (error) {
      failure(error)
    } finally {
      setBusy(false)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    uploads.add([...event.dataTransfer.files])
  }
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    uploads.add(files)
  }
  return (
    <section
      ref={box}
      className={over ? 'account-composer account-composer-over' : 'account-composer'}
      aria-label={t('composer.label')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
          event.preventDefault()
          save()
        }
        if (event.key === 'Escape' && !choosing()) (event.target as HTMLElement).blur()
      }}
    >
      <Segmented
        size="small"
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        options={kinds.map((kind) => ({ value: kind, label: t(`composer.kind.${kind}`) }))}
      />
      <MentionInput
        value={draft.text}
        label={t('composer.text')}
        placeholder={t(`composer.placeholder.${draft.kind}`)}
        onChange={(text) => set({ text })}
      />
      <ComposerDetails draft={draft} set={set} contacts={contacts} />
      <NextStep draft={draft} set={set} />
      <div className="account-composer-foot">
        <FileChips uploads={uploads} />
        <Button type="primary" disabled={!ready} loading={busy} onClick={save}>
          {t('composer.save')} <KeyHint keys="mod+Enter" />
        </Button>
      </div>
    </section>
  )
}

/** A list hangs open below the field: Esc closes that first. */
const choosing = () =>
  document.querySelector('.ant-mentions-dropdown:not(.ant-mentions-dropdown-hidden), .ant-select-open') !== null
