import { type ReactNode, startTransition, useEffect, useState } from 'react'

/** Drawn in small steps once the rest of the page is seen: nothing that stands above may move for it. */
export function Afterwards({ children, meanwhile }: { children: ReactNode; meanwhile?: ReactNode }) {
  const [seen, setSeen] = useState(false)
  useEffect(() => startTransition(() => setSeen(true)), [])
  return seen ? children : meanwhile
}
