import { DeploymentUnitOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['behaviour'] }

export const association: Feature = {
  name: 'association',
  pages: [
    {
      path: '/association',
      title: 'title',
      right: read,
      load: () => import('./association-page.tsx').then((module) => module.AssociationPage),
    },
  ],
  nav: [
    {
      section: 'insight',
      order: 70,
      path: '/association',
      label: 'nav',
      icon: <DeploymentUnitOutlined />,
      right: read,
    },
  ],
}
