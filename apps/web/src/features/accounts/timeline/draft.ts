import type { Dayjs } from 'dayjs'
import { startOfWork } from '../../../ui/postponed.ts'
import { withMentions } from './mentions.ts'
import type { NewInteraction } from './timeline.api.ts'

export const kinds = ['note', 'call', 'visit', 'mail', 'message', 'complaint'] as const
export type Kind = (typeof kinds)[number]
export const twoWay: readonly Kind[] = ['call', 'mail', 'message']

export interface Draft {
  kind: Kind
  direction: 'in' | 'out'
  text: string
  contactId: string | undefined
  minutes: number | null
  outcome: string
  next: string
  due: Dayjs | null
}

export const blank: Draft = {
  kind: 'note',
  direction: 'in',
  text: '',
  contactId: undefined,
  minutes: null,
  outcome: '',
  next: '',
  due: null,
}

export interface DraftPartProps {
  draft: Draft
  set: (part: Partial<Draft>) => void
}

/** A complaint always comes from the customer. */
const directionOf = ({ kind, direction }: Draft) =>
  kind === 'complaint' ? 'in' : twoWay.includes(kind) ? direction : 'none'

export function bodyOf(
  draft: Draft,
  people: readonly { id: string; name: string }[],
  attachmentIds: string[],
  zone: string,
): NewInteraction {
  const { due, next } = draft
  return {
    kind: draft.kind,
    direction: directionOf(draft),
    body: withMentions(draft.text.trim(), people),
    contactId: draft.contactId,
    outcome: draft.outcome.trim() || undefined,
    durationSeconds: draft.kind === 'call' && draft.minutes ? Math.round(draft.minutes * 60) : undefined,
    attachmentIds,
    followUp: due ? { title: next.trim(), dueAt: startOfWork(due.format('YYYY-MM-DD'), zone) } : undefined,
  }
}
