import type { Page } from './feature.ts'
import { features } from './features.ts'

/** The screen an address leads to, before the router is there. */
export function pageAt(pathname: string): { page: Page; params: Record<string, string> } | undefined {
  const wanted = (pathname === '/' ? '/my-day' : pathname).split('/')
  const pages = features.flatMap((feature) => feature.pages)
  // A word goes before a place: `/accounts/new` is no account.
  for (const exact of [true, false])
    for (const page of pages) {
      const parts = page.path.split('/')
      const fits = parts.every((part, at) => part === wanted[at] || (!exact && part.startsWith('$')))
      if (parts.length !== wanted.length || !fits) continue
      const params = parts.flatMap((part, at) => (part.startsWith('$') ? [[part.slice(1), wanted[at] ?? '']] : []))
      return { page, params: Object.fromEntries(params) }
    }
  return undefined
}
