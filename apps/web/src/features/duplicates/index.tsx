import { MergeCellsOutlined } from '@ant-design/icons'
import type { Feature } from '../../app/feature.ts'

const read = { module: 'accounts', action: 'read' } as const

export const duplicates: Feature = {
  name: 'duplicates',
  pages: [
    {
      path: '/duplicates',
      title: 'title',
      right: read,
      load: () => import('./duplicates-page.tsx').then((module) => module.DuplicatesPage),
    },
  ],
  nav: [
    {
      section: 'customers',
      order: 50,
      path: '/duplicates',
      label: 'title',
      icon: <MergeCellsOutlined />,
      right: read,
      goKey: 'u',
    },
  ],
}
