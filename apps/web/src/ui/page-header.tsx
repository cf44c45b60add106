import type { ReactNode } from 'react'

interface PageHeaderProps {
  title: ReactNode
  /** A few words beside the title: a count, a state. */
  aside?: ReactNode
  /** A line below the title. */
  text?: ReactNode
  /** Buttons at the right, the main one last. */
  actions?: ReactNode
  /** Where this page hangs, e.g. a link back to the list. */
  trail?: ReactNode
}

export function PageHeader({ title, aside, text, actions, trail }: PageHeaderProps) {
  return (
    <header className="q-page-header">
      <div className="q-page-heading">
        {trail && <div className="q-page-trail">{trail}</div>}
        <h1>
          {title}
          {aside !== undefined && aside !== null && <span className="q-page-aside">{aside}</span>}
        </h1>
        {text && <p>{text}</p>}
      </div>
      {actions && <div className="q-page-actions">{actions}</div>}
    </header>
  )
}
