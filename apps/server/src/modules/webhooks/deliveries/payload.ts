import { type WebhookEventKind, type WebhookPayload, webhookEvents } from '@quayside/contract'
import type { SpineEvent } from '../../../platform/read-events.ts'

export const isToldOf = (kind: string): kind is WebhookEventKind => Object.hasOwn(webhookEvents, kind)

/** What a receiver is told: ids, and of the event's data only the fields promised for its kind. */
export function payloadOf(event: SpineEvent & { kind: WebhookEventKind }): WebhookPayload {
  const told: WebhookPayload['data'] = { id: event.subject.id, accountId: event.accountId }
  for (const field of webhookEvents[event.kind].fields) {
    const value = event.data[field]
    if (isPlain(value)) told[field] = value
  }
  return { type: event.kind, timestamp: event.at.toISOString(), data: told }
}

const isPlain = (value: unknown): value is string | number | boolean | string[] =>
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'))
