import { QuestionCircleOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['finance', 'behaviour'] }

export const questions: Feature = {
  name: 'questions',
  pages: [
    {
      path: '/four-questions',
      title: 'title',
      right: read,
      load: () => import('./questions-page.tsx').then((module) => module.QuestionsPage),
    },
  ],
  nav: [
    {
      section: 'insight',
      order: 30,
      path: '/four-questions',
      label: 'nav',
      icon: <QuestionCircleOutlined />,
      right: read,
    },
  ],
}
