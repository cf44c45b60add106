import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FilterField } from './filter.ts'

/** Type a few letters, or look through the groups. */
export function FieldPicker({
  fields,
  onPick,
}: {
  fields: readonly FilterField[]
  onPick: (field: FilterField) => void
}) {
  const { t } = useTranslation('ui')
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = fields.filter((field) => !field.closed && `${field.label} ${field.id}`.toLowerCase().includes(wanted))
  const groups = Map.groupBy(found, (field) => field.group ?? '')
  return (
    <div className="q-field-picker">
      <input
        autoFocus
        className="q-field-search"
        placeholder={t('filter.findField')}
        aria-label={t('filter.findField')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && found[0] && onPick(found[0])}
      />
      <div className="q-field-list">
        {[...groups].map(([group, members]) => (
          <div key={group}>
            {group && <div className="q-field-group">{group}</div>}
            {members.map((field) => (
              <button key={field.id} type="button" className="q-field" onClick={() => onPick(field)}>
                {field.label}
              </button>
            ))}
          </div>
        ))}
        {found.length === 0 && <p className="q-muted">{t('filter.noField')}</p>}
      </div>
    </div>
  )
}
