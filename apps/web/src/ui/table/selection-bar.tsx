import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from '../kit-context.tsx'
import { countSelected, type SelectionState } from './selection.ts'

interface SelectionBarProps {
  selection: SelectionState
  /** Rows that match, as the server counted; undefined while unknown. */
  total: number | undefined
  totalIsFloor?: boolean
  /** What can be done with the chosen rows. */
  children: ReactNode
}

/** Rises over the list while rows are chosen: how many, all that match, and what to do with them. */
export function SelectionBar({ selection, total, totalIsFloor, children }: SelectionBarProps) {
  const { t } = useTranslation('ui')
  const { locale } = useKit()
  if (selection.empty) return null
  const figure = (count: number) => `${count.toLocaleString(locale)}${totalIsFloor && count === total ? '+' : ''}`
  const count = countSelected(selection.value, total)
  return (
    <div className="q-selection" role="toolbar" aria-label={t('table.selection')}>
      <strong>
        {count === undefined ? t('table.selectedAll') : t('table.selected', { count, figure: figure(count) })}
      </strong>
      {selection.value.kind === 'some' && (total === undefined || total > selection.value.ids.size) && (
        <Button type="link" size="small" onClick={selection.all}>
          {total === undefined ? t('table.selectMatching') : t('table.selectMatchingCount', { figure: figure(total) })}
        </Button>
      )}
      <span className="q-selection-acts">{children}</span>
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('table.clearSelection')}
        onClick={selection.clear}
      />
    </div>
  )
}
