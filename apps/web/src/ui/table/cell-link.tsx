import { useRouter } from '@tanstack/react-router'
import { type MouseEvent, type PointerEvent, type ReactNode, useMemo } from 'react'

interface CellLinkProps {
  to: string
  title?: string
  children: ReactNode
}

/** A link in a cell of a long list: a bare element, which the list itself listens for. A component that watches the address in every row would cost the frame rate. */
export function CellLink({ to, title, children }: CellLinkProps) {
  return (
    <a href={to} title={title} tabIndex={-1}>
      {children}
    </a>
  )
}

const innerLink = (target: EventTarget) => (target as HTMLElement).closest?.('a[href^="/"]:not([download])')

/** For the element around the rows: plain clicks stay in the app, others (new tab, new window) are the browser's. */
export function useCellLinks() {
  const router = useRouter()
  return useMemo(
    () => ({
      onClick: (event: MouseEvent) => {
        const link = innerLink(event.target)
        if (!link || event.defaultPrevented || event.button !== 0) return
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        router.navigate({ href: link.getAttribute('href') ?? '/' })
      },
      onPointerOver: (event: PointerEvent) => {
        const href = innerLink(event.target)?.getAttribute('href')
        if (href) router.preloadRoute({ to: href }).catch(() => {})
      },
    }),
    [router],
  )
}
