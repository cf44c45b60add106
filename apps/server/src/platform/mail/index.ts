export { escapeHtml } from './escape-html.ts'
export { type Mail, type Mailer, openMail, type SendingFault, sendingFault } from './open-mail.ts'
