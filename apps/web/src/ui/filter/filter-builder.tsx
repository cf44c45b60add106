import { CloseOutlined, FilterOutlined, PlusOutlined } from '@ant-design/icons'
import type { Filter } from '@quayside/contract'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Popup } from '../popup.tsx'
import { useClauseText } from './clause-text.ts'
import { FieldPicker } from './field-picker.tsx'
import { type Clause, clausesOf, type FilterField, filterOf, newCondition, restOf } from './filter.ts'
import './filter.css'

/** Calendars and pickers of values come when a condition is first opened. */
const ClauseEditor = lazy(() => import('./clause-editor.tsx').then((module) => ({ default: module.ClauseEditor })))

interface FilterBuilderProps {
  fields: readonly FilterField[]
  value: Filter | undefined
  onChange: (value: Filter | undefined) => void
}

/** A chip for each condition; all must hold. A chip may hold several of which one must: "or". */
export function FilterBuilder({ fields, value, onChange }: FilterBuilderProps) {
  const { t } = useTranslation('ui')
  const clauses = clausesOf(value)
  // A chip is known by its place and field: it keeps the keyboard when its value changes.
  const chips = clauses.map((clause, place) => ({ clause, key: `${place}.${clause[0]?.field}` }))
  const rest = restOf(value)
  const [draft, setDraft] = useState<Clause | undefined>(undefined)
  const [open, setOpen] = useState<number | 'new' | undefined>(undefined)
  const set = (next: Clause[]) => onChange(filterOf(next, rest))
  const replace = (at: number, clause: Clause) => set(clauses.map((one, index) => (index === at ? clause : one)))
  const close = () => {
    setOpen(undefined)
    setDraft(undefined)
  }
  const pick = (field: FilterField) => setDraft([newCondition(field)])
  return (
    <div className="q-filter" role="group" aria-label={t('filter.label')}>
      {chips.map(({ clause, key }, index) => (
        <Chip
          key={key}
          fields={fields}
          clause={clause}
          open={open === index}
          onOpen={(isOpen) => setOpen(isOpen ? index : undefined)}
          onChange={(next) => replace(index, next)}
          onRemove={() => set(clauses.filter((_, at) => at !== index))}
        />
      ))}
      <Popup
        open={open === 'new'}
        onOpenChange={(isOpen) => (isOpen ? setOpen('new') : close())}
        content={
          draft ? (
            <Suspense>
              <ClauseEditor
                fields={fields}
                clause={draft}
                onChange={setDraft}
                onDone={() => {
                  set([...clauses, draft])
                  close()
                }}
              />
            </Suspense>
          ) : (
            <FieldPicker fields={fields} onPick={pick} />
          )
        }
      >
        <Button
          icon={clauses.length === 0 ? <FilterOutlined /> : <PlusOutlined />}
          type={clauses.length === 0 ? 'default' : 'dashed'}
        >
          {t('filter.add')}
        </Button>
      </Popup>
      {clauses.length > 1 && (
        <Button type="link" size="small" onClick={() => set([])}>
          {t('filter.clear')}
        </Button>
      )}
      {rest.length > 0 && <span className="q-muted">{t('filter.rest')}</span>}
    </div>
  )
}

interface ChipProps {
  fields: readonly FilterField[]
  clause: Clause
  open: boolean
  onOpen: (open: boolean) => void
  onChange: (clause: Clause) => void
  onRemove: () => void
}

function Chip({ fields, clause, open, onOpen, onChange, onRemove }: ChipProps) {
  const { t } = useTranslation('ui')
  const textOf = useClauseText(fields)
  const [draft, setDraft] = useState(clause)
  const text = textOf(clause)
  const apply = () => {
    onChange(draft)
    onOpen(false)
  }
  return (
    <span className="q-chip">
      <Popup
        open={open}
        onOpenChange={(isOpen) => {
          setDraft(clause)
          onOpen(isOpen)
        }}
        content={
          <Suspense>
            <ClauseEditor fields={fields} clause={draft} onChange={setDraft} onDone={apply} />
          </Suspense>
        }
      >
        <button type="button" className="q-chip-text" title={text}>
          {text}
        </button>
      </Popup>
      <button
        type="button"
        className="q-chip-remove"
        onClick={onRemove}
        aria-label={t('filter.remove', { condition: text })}
      >
        <CloseOutlined />
      </button>
    </span>
  )
}
