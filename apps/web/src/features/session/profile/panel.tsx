import type { ReactNode } from 'react'

export function Panel({
  title,
  text,
  action,
  children,
}: {
  title: string
  text?: ReactNode
  action?: ReactNode
  children?: ReactNode
}) {
  return (
    <section className="q-panel" aria-label={title}>
      <div className="q-panel-head">
        <span>
          <h2>{title}</h2>
          {text && <small className="q-muted">{text}</small>}
        </span>
        {action}
      </div>
      {children && <div className="q-panel-body">{children}</div>}
    </section>
  )
}
