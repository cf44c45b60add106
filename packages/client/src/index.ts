import { type Client, type ClientOptions, clientOf } from './client.ts'
import type { Operations } from './operations.ts'
import { routes } from './routes.ts'

export type { Client, ClientOptions } from './client.ts'
export type { Operations } from './operations.ts'
export { type FieldFault, type ProblemDocument, QuaysideProblem } from './problem.ts'
export { routeTable } from './route-table.ts'
export {
  type VerifiedWebhook,
  type VerifyOptions,
  verifyWebhook,
  type WebhookMessage,
  type WebhookPayload,
  WebhookVerificationError,
} from './verify-webhook.ts'

export type QuaysideClient = Client<Operations>

/**
 * Speaks to a Quayside server: one function for each operation, named as in the API’s description.
 * @example const client = createClient({ baseUrl: 'https://crm.example.com', apiKey })
 */
export const createClient = (options: ClientOptions): QuaysideClient => clientOf<Operations>(routes, options)
