import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useActions } from './actions.tsx'
import { usePickList } from './pick-list.ts'
import { useGlobalSearch } from './search.ts'

interface Entry {
  id: string
  title: string
  detail?: string
  icon?: ReactNode
  keys?: string
  run: () => void
}

/** Commands, places and records behind one field: Ctrl/⌘ K. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const go = useNavigate()
  const listId = useId()
  const [text, setText] = useState('')
  const { groups, searching } = useGlobalSearch(text)
  const actions = useActions().filter((action) => matches(action.title, text))
  const records: Entry[] = groups.flatMap((group) =>
    group.hits.map((hit) => ({ id: hit.id, title: hit.title, detail: hit.detail, run: () => go({ to: hit.path }) })),
  )
  const entries: Entry[] = [...actions.slice(0, text ? 8 : 40), ...records]
  const pick = (index: number) => {
    onClose()
    entries[index]?.run()
  }
  const list = usePickList(entries.length, pick)
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={620}
      className="q-palette"
      style={{ top: 88 }}
      transitionName=""
      maskTransitionName=""
    >
      <input
        className="q-palette-input"
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={`${listId}-${list.index}`}
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          list.setIndex(0)
        }}
        onKeyDown={list.onKeyDown}
      />
      <div className="q-palette-list" id={listId} role="listbox" aria-label={t('palette.label')}>
        {entries.map((entry, index) => (
          <PaletteEntry
            key={entry.id}
            id={`${listId}-${index}`}
            entry={entry}
            active={index === list.index}
            onPoint={() => list.setIndex(index)}
            onPick={() => pick(index)}
          />
        ))}
        {entries.length === 0 && <p className="q-hits-none">{t(searching ? 'search.searching' : 'palette.none')}</p>}
      </div>
    </Modal>
  )
}

interface PaletteEntryProps {
  id: string
  entry: Entry
  active: boolean
  onPoint: () => void
  onPick: () => void
}

function PaletteEntry({ id, entry, active, onPoint, onPick }: PaletteEntryProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      ref={(element) => {
        if (active) element?.scrollIntoView({ block: 'nearest' })
      }}
      className={active ? 'q-hit q-hit-active' : 'q-hit'}
      onPointerMove={onPoint}
      onClick={onPick}
      onKeyDown={(event) => event.key === 'Enter' && onPick()}
    >
      <span className="q-hit-icon">{entry.icon}</span>
      <span className="q-hit-title">{entry.title}</span>
      {entry.detail && <span className="q-hit-detail">{entry.detail}</span>}
      {entry.keys && <KeyHint keys={entry.keys} />}
    </div>
  )
}

/** Every word typed must occur somewhere in the title. */
export function matches(title: string, text: string): boolean {
  const hay = title.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word))
}
