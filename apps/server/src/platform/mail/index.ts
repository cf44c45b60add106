export { escapeHtml } from './escape-html.ts'
export { mailFault, type SendingFault } from './mail-fault.ts'
export { type Mail, type Mailer, openMail } from './open-mail.ts'
