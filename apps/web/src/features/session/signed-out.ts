import type { Page } from '../../app/feature.ts'

/** Pages for somebody who has not signed in. They stand outside the shell and load none of it. */
export const signedOutPages: Page[] = [
  {
    path: '/sign-in',
    title: 'signIn.title',
    load: () => import('./sign-in-page.tsx').then((module) => module.SignInPage),
  },
]
