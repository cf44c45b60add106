import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { signedOutPages } from '../features/session/signed-out.ts'
import { i18next } from '../i18n/i18n.ts'
import { ErrorPage } from './error-page.tsx'
import type { Page, Right } from './feature.ts'
import { features, sharedTexts } from './features.ts'
import { NoRight } from './no-right.tsx'
import { NotFound } from './not-found.tsx'
import { adoptPreferences } from './preferences.ts'
import { isProblem, isSignedOut } from './problem.ts'
import { holds, meQuery, useMe } from './session.ts'

interface Context {
  client: QueryClient
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: ErrorPage,
  notFoundComponent: NotFound,
})

const signedOut = signedOutPages.map((page) =>
  createRoute({
    getParentRoute: () => root,
    path: page.path,
    component: lazyRouteComponent(async () => ({ default: await page.load() })),
    loader: () => textsOf('session', page.title),
  }),
)

/** Everything inside needs a signed-in person; the shell itself is a file of its own, so that signing in stays light. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
  errorComponent: ErrorPage,
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData(meQuery).catch((error: unknown) => {
      if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: { next: location.href } })
      if (isProblem(error) && error.code === 'firstAdministratorMissing') throw redirect({ to: '/first-administrator' })
      throw error
    })
    const { theme, density, locale } = me.user
    // Nobody in particular chose the language of the demonstration's people: the reader's browser did.
    await adoptPreferences(me.user.id, me.company.isDemo ? { theme, density } : { theme, density, locale })
    return { me }
  },
  loader: () => i18next.loadNamespaces([...sharedTexts, ...features.map((feature) => feature.name)]),
})

async function textsOf(namespace: string, title: string) {
  await i18next.loadNamespaces(namespace)
  document.title = `${i18next.t(title, { ns: namespace })} · ${i18next.t('brand', { ns: 'app' })}`
}

const routeOf = (namespace: string, page: Page) =>
  createRoute({
    getParentRoute: () => shell,
    path: page.path,
    component: lazyRouteComponent(async () => ({ default: rightful(page.right, await page.load()) })),
    errorComponent: ErrorPage,
    loader: ({ preload }) => (preload ? i18next.loadNamespaces(namespace) : textsOf(namespace, page.title)),
  })

/** Whoever may not open a page is told so, and where he can go on: that is no error. */
const rightful = (right: Right | undefined, Content: ComponentType) =>
  right === undefined
    ? Content
    : function Rightful() {
        return holds(useMe().rights, right) ? <Content /> : <NoRight right={right} />
      }

const pages = features.flatMap((feature) => feature.pages.map((page) => routeOf(feature.name, page)))

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/my-day', replace: true })
  },
})

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([...signedOut, shell.addChildren([home, ...pages])]),
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingMs: 300,
  })
}
