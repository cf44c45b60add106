import { SettingOutlined } from '@ant-design/icons'
import type { Feature, Page } from '../../app/feature.ts'

const right = { module: 'administration', action: 'read' } as const
const page = (path: string, title: string, load: Page['load']): Page => ({
  path: `/administration/${path}`,
  title,
  right,
  load,
})

export const administration: Feature = {
  name: 'administration',
  pages: [
    page('users', 'users.title', () => import('./users/users-page.tsx').then((module) => module.UsersPage)),
    page('roles', 'roles.title', () => import('./roles/roles-page.tsx').then((module) => module.RolesPage)),
    page('teams', 'teams.title', () => import('./teams/teams-page.tsx').then((module) => module.TeamsPage)),
    page('company', 'company.title', () => import('./company/company-page.tsx').then((module) => module.CompanyPage)),
    page('calendar', 'calendar.title', () =>
      import('./calendar/calendar-page.tsx').then((module) => module.CalendarPage),
    ),
    page('fields', 'fields.title', () => import('./fields/fields-page.tsx').then((module) => module.FieldsPage)),
    page('keys', 'keys.title', () => import('./keys/keys-page.tsx').then((module) => module.KeysPage)),
    page('storage', 'storage.title', () => import('./storage/storage-page.tsx').then((module) => module.StoragePage)),
    page('audit', 'audit.title', () => import('./audit/audit-page.tsx').then((module) => module.AuditPage)),
  ],
  nav: [
    {
      section: 'setup',
      order: 90,
      path: '/administration',
      to: '/administration/users',
      label: 'title',
      icon: <SettingOutlined />,
      right,
      goKey: 's',
    },
  ],
  commands: [
    {
      id: 'invite',
      label: 'users.invite',
      path: '/administration/users?invite=true',
      right: { module: 'administration', action: 'create' },
    },
    { id: 'audit', label: 'audit.title', path: '/administration/audit', right },
  ],
}
