import { Modal, type ModalProps } from 'antd'
import { type ReactNode, useLayoutEffect, useState } from 'react'

/** A dialog in which a field has the keyboard (`autoFocus`) as it opens, with motion and without. */
export function Dialog({ children, ...dialog }: ModalProps) {
  return (
    <Modal {...dialog}>
      <OnThePage>{children}</OnThePage>
    </Modal>
  )
}

/** Without motion a dialog is filled before it is on the page, where nothing takes the keyboard: the button that closes it would, and a space press it. */
function OnThePage({ children }: { children: ReactNode }) {
  const [there, setThere] = useState(false)
  useLayoutEffect(() => setThere(true), [])
  return there && children
}
