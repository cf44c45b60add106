import { TagsOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Feature } from '../../app/feature.ts'

const read = { module: 'pricing', action: 'read' } as const
const create = { module: 'pricing', action: 'create' } as const

export const pricing: Feature = {
  name: 'pricing',
  pages: [
    {
      path: '/prices',
      title: 'title',
      right: read,
      load: () => import('./tariffs-page.tsx').then((module) => module.TariffsPage),
    },
    {
      path: '/prices/new',
      title: 'new',
      right: create,
      load: () => import('./new-tariff-page.tsx').then((module) => module.NewTariffPage),
    },
    {
      path: '/prices/$id',
      title: 'one',
      right: read,
      load: () => import('./tariff-page.tsx').then((module) => module.TariffPage),
    },
    {
      path: '/prices/$id/new-version',
      title: 'newVersion',
      right: { module: 'pricing', action: 'change' },
      load: () => import('./new-version-page.tsx').then((module) => module.NewVersionPage),
    },
  ],
  nav: [
    {
      section: 'customers',
      order: 30,
      path: '/prices',
      label: 'title',
      icon: <TagsOutlined />,
      right: read,
      goKey: 'p',
    },
  ],
  commands: [{ id: 'new', label: 'new', path: '/prices/new', right: create }],
}

/** How a price came about; the door itself stays light. Needs a `Suspense` around it. */
export const PriceSteps = lazy(() => import('./price-steps.tsx').then((module) => ({ default: module.PriceSteps })))
