import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkeys } from '../hotkeys.ts'
import type { InnerProps } from './grid.tsx'

/** `j` `k` walk, `x` chooses, `o` peeks, Enter opens, Esc lets go. An open peek follows the walk. */
export function useRowKeys<Row>(props: InnerProps<Row> & { scrollTo: (index: number) => void }) {
  const { t } = useTranslation('ui')
  const [active, setActive] = useState<number | undefined>(undefined)
  const now = useRef({ ...props, active })
  now.current = { ...props, active }

  const point = useCallback((index: number, peek: boolean) => {
    const { source, onPeek } = now.current
    // Keys may come faster than the screen is drawn: the next one must know already.
    now.current.active = index
    setActive(index)
    if (peek) onPeek?.(source.rows[index])
  }, [])
  const open = useCallback((index: number) => {
    const row = now.current.source.rows[index]
    if (row !== undefined) now.current.onOpen?.(row)
  }, [])

  const walk = (step: number, choosing: boolean) => {
    const next = Math.max(0, Math.min(props.source.rows.length - 1, (now.current.active ?? -1) + step))
    point(next, props.peekId !== undefined)
    if (choosing) props.choose(next, true, false)
    props.scrollTo(next)
  }
  const group = t('table.keys.group')
  useHotkeys([
    { keys: 'j', label: t('table.keys.next'), group, run: () => walk(1, false) },
    { keys: 'k', label: t('table.keys.previous'), group, run: () => walk(-1, false) },
    { keys: 'ArrowDown', run: () => walk(1, false) },
    { keys: 'ArrowUp', run: () => walk(-1, false) },
    { keys: 'Home', run: () => walk(-props.source.rows.length, false) },
    { keys: 'End', run: () => walk(props.source.rows.length, false) },
    ...(props.selection
      ? [
          {
            keys: 'x',
            label: t('table.keys.select'),
            group,
            run: () => {
              const { active: at } = now.current
              if (at === undefined) return
              toggle(now.current, at)
              // The bar of what is selected takes its place from the list, perhaps from this very row.
              requestAnimationFrame(() => now.current.scrollTo(at))
            },
          },
          { keys: 'shift+j', run: () => walk(1, true) },
          { keys: 'shift+k', run: () => walk(-1, true) },
          { keys: 'mod+a', label: t('table.keys.all'), group, run: () => props.selection?.all() },
        ]
      : []),
    ...(props.onPeek
      ? [
          {
            keys: 'o',
            label: t('table.keys.peek'),
            group,
            run: () => now.current.active !== undefined && point(now.current.active, true),
          },
        ]
      : []),
    ...(props.onOpen
      ? [
          {
            keys: 'Enter',
            label: t('table.keys.open'),
            group,
            run: () => now.current.active !== undefined && open(now.current.active),
          },
        ]
      : []),
    // Where there is nothing to leave the key belongs to what the list stands in.
    ...(props.peekId !== undefined || (props.selection && !props.selection.empty) || active !== undefined
      ? [
          {
            keys: 'Escape',
            label: t('table.keys.leave'),
            group,
            run: () => {
              if (props.peekId !== undefined) props.onPeek?.(undefined)
              else if (props.selection && !props.selection.empty) props.selection.clear()
              else setActive(undefined)
            },
          },
        ]
      : []),
  ])
  return { active, point, open }
}

function toggle<Row>({ source, selection, rowId, choose }: InnerProps<Row>, index: number) {
  const row = source.rows[index]
  if (row !== undefined) choose(index, !selection?.has(rowId(row)), false)
}
