import type { Id } from '../../../platform/ids.ts'
import type { Answered } from '../send/send-request.ts'

export interface Endpoint {
  id: Id
  owner_id: Id
  api_key_id: Id | null
  url: string
  secret: string
  previous_secret: string | null
  previous_secret_until: Date | null
  failing_since: Date | null
  failures_in_a_row: number
  resumes_at: Date | null
}

export interface Due {
  id: Id
  event_id: Id
  kind: string
  subject_type: string
  subject_id: Id
  body: string
  attempts: number
}

/** One request that was answered, or was not. */
export interface Attempt {
  endpoint: Endpoint
  due: Due
  at: Date
  headers: Record<string, string>
  answer: Answered
  durationMs: number
  now: Date
}

/** A signature proves knowledge of the secret for as long as its timestamp is believed: it stays out of the log. */
export const loggedHeaders = (headers: Record<string, string>): string =>
  JSON.stringify({ ...headers, 'webhook-signature': 'v1,…' })
