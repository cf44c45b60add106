import type { ReactNode } from 'react'
import { useMay } from '../../../app/session.ts'

interface OpensLinesProps {
  onOpen: () => void
  children: ReactNode
}

/** A figure that opens onto the order lines behind it, for who may read orders. */
export function OpensLines({ onOpen, children }: OpensLinesProps) {
  const seesOrders = useMay()('orders', 'read')
  if (!seesOrders) return children
  return (
    <button type="button" className="q-link analysis-opens-lines" onClick={onOpen}>
      {children}
    </button>
  )
}
