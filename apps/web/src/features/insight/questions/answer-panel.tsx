import type { ReactNode } from 'react'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { Explained } from '../frame/explained.tsx'

interface AnswerPanelProps {
  question: string
  /** One sentence with the figures. */
  answer: ReactNode
  /** How it was worked out. */
  about: string
  head?: readonly { label: string; about?: string }[]
  children?: ReactNode
}

/** A question, its answer in a sentence, and the rows behind it. */
export function AnswerPanel({ question, answer, about, head, children }: AnswerPanelProps) {
  return (
    <section ref={keyboardScroll} className="q-panel analysis-table-panel" aria-label={question}>
      <div className="q-panel-head question-head">
        <h2>
          <Explained text={about}>{question}</Explained>
        </h2>
        <p>{answer}</p>
      </div>
      {head && (
        <table className="analysis-table q-stacked">
          <thead>
            <tr>
              {head.map((column) => (
                <th key={column.label} scope="col">
                  {column.about ? <Explained text={column.about}>{column.label}</Explained> : column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      )}
    </section>
  )
}
