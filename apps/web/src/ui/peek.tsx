import { ExpandAltOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkeys } from './hotkeys.ts'
import { useNarrow } from './narrow.ts'

/** The header of the app stays reachable. */
const headerPx = 56

interface PeekProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  /** Address of the whole record. */
  to?: string
  actions?: ReactNode
  width?: number
  children: ReactNode
}

/** A record beside the list: the list stays usable, `j` and `k` walk on, Esc closes. */
export function Peek({ open, onClose, title, to, actions, width = 520, children }: PeekProps) {
  const { t } = useTranslation('ui')
  const narrow = useNarrow()
  return (
    <Drawer
      open={open}
      onClose={onClose}
      mask={narrow}
      size={narrow ? '92%' : width}
      placement={narrow ? 'bottom' : 'right'}
      keyboard={false}
      autoFocus={false}
      rootStyle={narrow ? undefined : { top: headerPx }}
      title={title}
      extra={
        <span className="q-peek-acts">
          {actions}
          {to && (
            <Tooltip title={t('peek.open')}>
              <Link to={to} aria-label={t('peek.open')}>
                <Button type="text" icon={<ExpandAltOutlined />} tabIndex={-1} />
              </Link>
            </Tooltip>
          )}
        </span>
      }
      className="q-peek"
    >
      {children}
      {open && <EscapeKey onPress={onClose} />}
    </Drawer>
  )
}

/** Bound anew with each opening and after what it shows, so that it goes before what lists bind. */
function EscapeKey({ onPress }: { onPress: () => void }) {
  useHotkeys([{ keys: 'Escape', run: onPress }])
  return null
}
