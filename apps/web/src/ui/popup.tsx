import { Popover, type PopoverProps } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useHotkeys } from './hotkeys.ts'

interface PopupProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title?: ReactNode
  placement?: PopoverProps['placement']
  content: ReactNode
  /** The button it opens from. */
  children: ReactNode
}

/** Opens from a button; Esc closes it, and the button has the keyboard again. */
export function Popup({ open, onOpenChange, title, placement = 'bottomLeft', content, children }: PopupProps) {
  const trigger = useRef<HTMLSpanElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !open && isNowhere(document.activeElement)) trigger.current?.querySelector('button')?.focus()
    wasOpen.current = open
  }, [open])
  return (
    <Popover
      trigger="click"
      placement={placement}
      title={title}
      open={open}
      onOpenChange={onOpenChange}
      content={
        <>
          <EscapeKey onPress={() => onOpenChange(false)} />
          {content}
        </>
      }
      destroyOnHidden
    >
      <span ref={trigger} className="q-popup-trigger">
        {children}
      </span>
    </Popover>
  )
}

/** The keyboard is on the page as a whole, or in what is about to vanish. */
const isNowhere = (element: Element | null) =>
  !element || element === document.body || element.closest('.ant-popover') !== null

/** Above the keys of the page for as long as it is drawn. */
function EscapeKey({ onPress }: { onPress: () => void }) {
  useHotkeys([{ keys: 'Escape', whileTyping: true, run: onPress }])
  return null
}
