import type { Action, Category, Module } from '@quayside/contract'
import type { QueryClient } from '@tanstack/react-query'
import type { ComponentType, ReactNode } from 'react'

export interface Right {
  module: Module
  action: Action
  /** Categories of customer data without which there would be nothing to show. */
  sees?: readonly Category[]
}

/** One screen. `load` splits it into its own file, fetched when it is first opened or its link is hovered. */
export interface Page {
  /** TanStack Router path, e.g. `/accounts/$id`. */
  path: string
  load: () => Promise<ComponentType>
  /** Key of the browser title in the feature's texts. */
  title: string
  right?: Right
  /** Asks for what the screen shows when it is the first one, while its code is still on the way. */
  hurry?: (client: QueryClient, params: Record<string, string>) => void
}

export type NavSection = 'work' | 'customers' | 'insight' | 'setup'

export interface NavEntry {
  section: NavSection
  /** Order within the section; leave gaps. */
  order: number
  /** Marked as active at this address and below. */
  path: string
  /** Where it leads, when that is further down. */
  to?: string
  /** Key in the feature's texts. */
  label: string
  icon: ReactNode
  right?: Right
  /** `c` makes the keys `g` `c` go there. */
  goKey?: string
  /** Shown in the bottom bar of a telephone; the first four are. */
  onPhone?: boolean
}

export interface Command {
  id: string
  /** Key in the feature's texts. */
  label: string
  icon?: ReactNode
  right?: Right
  /** Where it leads; or what it does. */
  path?: string
  run?: () => void
}

/** One answer of the global search. */
export interface Hit {
  id: string
  path: string
  title: string
  detail?: string
  badge?: ReactNode
}

export interface Searcher {
  /** Key in the feature's texts: heading above its hits. */
  label: string
  right?: Right
  find: (text: string, signal: AbortSignal) => Promise<Hit[]>
}

/** What a feature gives to the app. The name is also its namespace of texts: `src/i18n/{zh-CN,en}/<name>.json`. */
export interface Feature {
  name: string
  pages: Page[]
  nav?: NavEntry[]
  commands?: Command[]
  search?: Searcher
}
