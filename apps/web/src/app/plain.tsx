import type { ReactNode } from 'react'
import { Logo } from '../ui/logo.tsx'

/** A page of few words, without the weight of the component library. */
export function Plain({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="q-plain">
      <Logo size={40} />
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </main>
  )
}
