import type { Rights } from '@quayside/contract'
import type { NavEntry, NavSection } from '../feature.ts'
import { features } from '../features.ts'
import { holds } from '../session.ts'

export interface NavItem extends NavEntry {
  namespace: string
}

const sections: readonly NavSection[] = ['work', 'customers', 'insight', 'setup']

/** The entries this person may open, in order, by section; empty sections are left out. */
export function navigationFor(rights: Rights): { section: NavSection; items: NavItem[] }[] {
  const all = features.flatMap((feature) => (feature.nav ?? []).map((entry) => ({ ...entry, namespace: feature.name })))
  return sections
    .map((section) => ({
      section,
      items: all
        .filter((entry) => entry.section === section && holds(rights, entry.right))
        .sort((a, b) => a.order - b.order),
    }))
    .filter((group) => group.items.length > 0)
}

/** The entry whose path the address is at or below; the longest wins. */
export function activePath(items: readonly NavItem[], pathname: string): string | undefined {
  return items
    .map((item) => item.path)
    .filter((path) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((a, b) => b.length - a.length)[0]
}
