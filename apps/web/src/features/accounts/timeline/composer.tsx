import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons'
import type { Account, Contact } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, DatePicker, Input, InputNumber, Segmented, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint, useFailure, useHotkeys, useKit } from '../../../ui/index.ts'
import { dayFrom, startOfWork } from '../../../ui/postponed.ts'
import { colleaguesQuery, refreshAccount } from '../accounts.api.ts'
import { MentionInput } from './mention-input.tsx'
import { withMentions } from './mentions.ts'
import { addEntry, type NewInteraction } from './timeline.api.ts'
import { useUploads } from './use-uploads.ts'

const kinds = ['note', 'call', 'visit', 'mail', 'message', 'complaint'] as const
type Kind = (typeof kinds)[number]
const twoWay: readonly Kind[] = ['call', 'mail', 'message']

interface Draft {
  kind: Kind
  direction: 'in' | 'out'
  text: string
  contactId: string | undefined
  minutes: number | null
  outcome: string
  next: string
  due: Dayjs | null
}

const blank: Draft = {
  kind: 'note',
  direction: 'in',
  text: '',
  contactId: undefined,
  minutes: null,
  outcome: '',
  next: '',
  due: null,
}

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

/** A complaint always comes from the customer. */
const directionOf = ({ kind, direction }: Draft) =>
  kind === 'complaint' ? 'in' : twoWay.includes(kind) ? direction : 'none'

function bodyOf(
  draft: Draft,
  people: readonly { id: string; name: string }[],
  attachmentIds: string[],
  zone: string,
): NewInteraction {
  const { due, next } = draft
  return {
    kind: draft.kind,
    direction: directionOf(draft),
    body: withMentions(draft.text.trim(), people),
    contactId: draft.contactId,
    outcome: draft.outcome.trim() || undefined,
    durationSeconds: draft.kind === 'call' && draft.minutes ? Math.round(draft.minutes * 60) : undefined,
    attachmentIds,
    followUp: due ? { title: next.trim(), dueAt: startOfWork(due.format('YYYY-MM-DD'), zone) } : undefined,
  }
}

interface PartProps {
  draft: Draft
  set: (part: Partial<Draft>) => void
}

function ComposerDetails({ draft, set, contacts }: PartProps & { contacts: readonly Contact[] }) {
  const { t } = useTranslation('accounts')
  if (draft.kind === 'note') return null
  return (
    <div className="account-composer-line">
      {twoWay.includes(draft.kind) && (
        <Segmented
          size="small"
          value={draft.direction}
          onChange={(direction) => set({ direction })}
          options={(['in', 'out'] as const).map((one) => ({
            value: one,
            label: t(`timeline.direction.${draft.kind === 'call' ? 'call' : 'other'}.${one}`),
          }))}
        />
      )}
      {contacts.length > 0 && (
        <Select
          size="small"
          allowClear
          className="account-composer-who"
          value={draft.contactId}
          placeholder={t('composer.contact')}
          aria-label={t('composer.contact')}
          options={contacts.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(contactId) => set({ contactId })}
        />
      )}
      {draft.kind === 'call' && (
        <InputNumber
          size="small"
          min={0}
          max={1440}
          value={draft.minutes}
          placeholder="0"
          suffix={t('composer.minutes')}
          aria-label={t('composer.duration')}
          onChange={(minutes) => set({ minutes })}
        />
      )}
      <Input
        size="small"
        maxLength={200}
        className="account-composer-outcome"
        value={draft.outcome}
        placeholder={t('composer.outcome')}
        aria-label={t('composer.outcome')}
        onChange={(event) => set({ outcome: event.target.value })}
      />
    </div>
  )
}

const quick = { tomorrow: 1, nextWeek: 7, nextMonth: 30 } as const

function NextStep({ draft, set }: PartProps) {
  const { t } = useTranslation('accounts')
  const { locale, zone } = useKit()
  const inDays = (days: number) => dayjs(dayFrom(Date.now(), days, zone))
  return (
    <div className="account-composer-line">
      <Input
        maxLength={500}
        className="account-composer-next"
        value={draft.next}
        placeholder={t('composer.next')}
        aria-label={t('composer.next')}
        onChange={(event) =>
          set({ next: event.target.value, due: draft.due ?? (event.target.value ? inDays(7) : null) })
        }
      />
      {(draft.next.trim() !== '' || draft.due) && (
        <>
          <DatePicker
            value={draft.due}
            format={locale === 'en' ? 'D MMM' : 'M月D日'}
            onChange={(due) => set({ due })}
            aria-label={t('followUp.when')}
          />
          {(Object.keys(quick) as (keyof typeof quick)[]).map((key) => (
            <Button key={key} size="small" type="text" onClick={() => set({ due: inDays(quick[key]) })}>
              {t(`followUp.later.${key}`)}
            </Button>
          ))}
        </>
      )}
    </div>
  )
}

function FileChips({ uploads }: { uploads: ReturnType<typeof useUploads> }) {
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

/** A list hangs open below the field: Esc closes that first. */
const choosing = () =>
  document.querySelector('.ant-mentions-dropdown:not(.ant-mentions-dropdown-hidden), .ant-select-open') !== null
