import type { Page } from '../../app/feature.ts'

/** Pages for somebody who has not signed in. They stand outside the shell and load none of it. */
export const signedOutPages: Page[] = [
  {
    path: '/sign-in',
    title: 'signIn.title',
    load: () => import('./sign-in-page.tsx').then((module) => module.SignInPage),
  },
  {
    path: '/first-administrator',
    title: 'first.title',
    load: () => import('./first-administrator-page.tsx').then((module) => module.FirstAdministratorPage),
  },
  {
    path: '/invitation',
    title: 'invitation.title',
    load: () => import('./invitation-page.tsx').then((module) => module.InvitationPage),
  },
  {
    path: '/stop-report',
    title: 'stopReport.title',
    load: () => import('./stop-report-page.tsx').then((module) => module.StopReportPage),
  },
]
