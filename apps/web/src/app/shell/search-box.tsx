import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/key-hint.tsx'
import { usePickList } from './pick-list.ts'
import { type HitGroup, useGlobalSearch } from './search.ts'
import { searchBoxId } from './shell-keys.ts'

/** Finds customers, people, orders… by 汉字, pinyin, initials, part of a telephone number or code, from anywhere. */
export function SearchBox() {
  const { t } = useTranslation('app')
  const go = useNavigate()
  const listId = useId()
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const { groups, searching, failed } = useGlobalSearch(open ? text : '')
  const hits = groups.flatMap((group) => group.hits)
  const pick = (at: number) => {
    const hit = hits[at]
    if (!hit) return
    setOpen(false)
    setText('')
    box.current?.blur()
    go({ to: hit.path })
  }
  const list = usePickList(hits.length, pick)
  const shown = open && text.trim() !== ''
  return (
    <search
      className="q-search"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <SearchOutlined className="q-search-icon" />
      <input
        ref={box}
        id={searchBoxId}
        type="search"
        autoComplete="off"
        spellCheck={false}
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown && hits.length > 0 ? `${listId}-${list.index}` : undefined}
        placeholder={t('search.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setOpen(true)
          list.setIndex(0)
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault()
            setText('')
            box.current?.blur()
          } else list.onKeyDown(event)
        }}
      />
      <span className="q-search-hint">
        <KeyHint keys="/" />
      </span>
      {shown && (
        <div className="q-hits" id={listId} role="listbox" aria-label={t('search.results')}>
          <HitGroups groups={groups} listId={listId} active={list.index} onPick={pick} onPoint={list.setIndex} />
          {hits.length === 0 && (
            <p className="q-hits-none">
              {t(searching ? 'search.searching' : failed ? 'search.failed' : 'search.none')}
            </p>
          )}
        </div>
      )}
    </search>
  )
}

interface HitGroupsProps {
  groups: HitGroup[]
  listId: string
  active: number
  onPick: (index: number) => void
  onPoint: (index: number) => void
}

export function HitGroups({ groups, listId, active, onPick, onPoint }: HitGroupsProps) {
  const { t } = useTranslation()
  let index = -1
  return groups.map((group) => (
    <div key={group.namespace} role="group" aria-label={t(group.label, { ns: group.namespace })}>
      <div className="q-hits-title">{t(group.label, { ns: group.namespace })}</div>
      {group.hits.map((hit) => {
        index += 1
        const at = index
        return (
          <div
            key={hit.id}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={at === active}
            tabIndex={-1}
            className={at === active ? 'q-hit q-hit-active' : 'q-hit'}
            onPointerMove={() => onPoint(at)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(at)}
            onKeyDown={(event) => event.key === 'Enter' && onPick(at)}
          >
            <span className="q-hit-title">{hit.title}</span>
            {hit.badge}
            {hit.detail && <span className="q-hit-detail">{hit.detail}</span>}
          </div>
        )
      })}
    </div>
  ))
}
