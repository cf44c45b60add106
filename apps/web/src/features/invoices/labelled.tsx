import { type ReactNode, useId } from 'react'

/** A label above its control. */
export function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="money-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
