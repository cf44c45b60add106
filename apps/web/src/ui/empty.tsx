import type { ReactNode } from 'react'

/** Nothing here: says why, and what to do next. */
export function Empty({
  title,
  text,
  action,
  icon,
}: {
  title: ReactNode
  text?: ReactNode
  action?: ReactNode
  icon?: ReactNode
}) {
  return (
    <div className="q-empty">
      <div className="q-empty-sign" aria-hidden="true">
        {icon ?? (
          <svg width="56" height="40" viewBox="0 0 56 40" fill="none" aria-hidden="true">
            <path d="M4 33h48" stroke="currentColor" strokeWidth="1.500" strokeLinecap="round" />
            <path d="M12 37.500h32" stroke="currentColor" strokeWidth="1.500" strokeLinecap="round" opacity=".5" />
            <path
              d="M10 22h27c4 0 7.500-1.600 10.500-5-1 6.500-4.500 10.800-10 13H14.500C12 28 10.500 25.500 10 22z"
              stroke="currentColor"
              strokeWidth="1.500"
              strokeLinejoin="round"
            />
            <path d="M21 22V6l9 3.500-9 3.500" stroke="currentColor" strokeWidth="1.500" strokeLinejoin="round" />
          </svg>
        )}
      </div>
      <h3>{title}</h3>
      {text && <p>{text}</p>}
      {action && <div className="q-empty-action">{action}</div>}
    </div>
  )
}
