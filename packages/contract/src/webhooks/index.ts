export * from './deliveries.ts'
export {
  allowWebhookHost,
  changeWebhookEndpoint,
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  disallowWebhookHost,
  listWebhookEndpoints,
  listWebhookHosts,
  NewWebhookEndpoint,
  readWebhookEndpoint,
  rotateWebhookSecret,
  WebhookAllowedHost,
  WebhookDisabledReason,
  WebhookEndpoint,
  WebhookHost,
  WebhookState,
} from './endpoints.ts'
export * from './events.ts'
