import { type ReactNode, useId } from 'react'

interface LabelledProps {
  label: string
  /** What is wrong with it, told below. */
  fault?: string | undefined
  children: (id: string) => ReactNode
}

/** A label above its control. */
export function Labelled({ label, fault, children }: LabelledProps) {
  const id = useId()
  return (
    <div className="money-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {fault && (
        <small role="alert" className="money-negative">
          {fault}
        </small>
      )}
    </div>
  )
}
