import { cloneElement, type ReactElement } from 'react'

/** A field under its name. */
export function Labelled({ label, children }: { label: string; children: ReactElement<{ 'aria-label'?: string }> }) {
  return (
    <div className="edi-labelled">
      <span aria-hidden>{label}</span>
      {cloneElement(children, { 'aria-label': label })}
    </div>
  )
}
