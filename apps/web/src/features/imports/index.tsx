import { ImportOutlined } from '@ant-design/icons'
import type { Feature } from '../../app/feature.ts'

const read = { module: 'imports', action: 'read' } as const

export const imports: Feature = {
  name: 'imports',
  pages: [
    {
      path: '/imports',
      title: 'title',
      right: read,
      load: () => import('./imports-page.tsx').then((module) => module.ImportsPage),
    },
    {
      path: '/imports/$id',
      title: 'one',
      right: read,
      load: () => import('./import-page.tsx').then((module) => module.ImportPage),
    },
  ],
  nav: [
    {
      section: 'customers',
      order: 60,
      path: '/imports',
      label: 'title',
      icon: <ImportOutlined />,
      right: read,
      goKey: 'i',
    },
  ],
  commands: [
    {
      id: 'new',
      label: 'new',
      icon: <ImportOutlined />,
      path: '/imports',
      right: { module: 'imports', action: 'create' },
    },
  ],
}
