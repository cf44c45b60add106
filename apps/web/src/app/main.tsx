import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { frontDoorQuery } from '../features/session/front-door.ts'
import { signedOutPages } from '../features/session/signed-out.ts'
import { hurryTexts, startI18n } from '../i18n/i18n.ts'
import { onSignedOut } from './api.ts'
import { findChineseLetters } from './chinese-letters.ts'
import { makeClient } from './client.ts'
import { pageAt } from './page-at.ts'
import { preferences } from './preferences.ts'
import { makeRouter } from './router.tsx'
import { meQuery } from './session.ts'

const client = makeClient()
const router = makeRouter(client)

onSignedOut(() => {
  // Somebody who has not been in yet is led to the door by the router, and nothing has expired for him.
  if (!client.getQueryData(meQuery.queryKey)) return
  const next = router.state.location.href
  client.clear()
  router.navigate({ to: '/sign-in', search: { next, expired: true } })
})

/** What the first screen needs is asked for at once, not one after the other. */
function hurry() {
  const page = signedOutPages.find(({ path }) => path === location.pathname)
  if (page) {
    page.load()
    client.prefetchQuery(frontDoorQuery)
    return
  }
  client.prefetchQuery(meQuery)
  import('./shell/shell.tsx')
  hurryTexts(preferences().locale)
  const first = pageAt(location.pathname)
  first?.page.load()
  // With something in the address the screen asks for something else.
  if (!location.search) first?.page.hurry?.(client, first.params)
}

hurry()
findChineseLetters()
const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
await startI18n(preferences().locale)
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
