import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'

type Asker = Pick<User, 'id' | 'rights'>
interface Made {
  created_by: Id
}

/** Rows are reached through the database's policy; this tells what may be done with a batch one sees. */
const may = (action: 'create' | 'change' | 'delete') => (user: Asker, batch: Made) => {
  const scope = user.rights.modules.imports[action]
  return scope === 'all' || scope === 'team' || (scope === 'own' && batch.created_by === user.id)
}

/** A file holds what its sender put in, of any category: another reads its content only if he may read them all. */
export const mayReadContent = (user: Asker, batch: Made) =>
  batch.created_by === user.id || Object.values(user.rights.categories).every((category) => category.read)

export const mayWorkOnImport = may('create')
export const mayUndoImport = may('delete')
