import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { changeView, listViews, removeView, saveView } from './saved-views.ts'

export function serveSavedViews(app: FastifyInstance): void {
  serve(app, contract.listSavedViews, ({ read, query }) => read((db, user) => listViews(db, user, query.subject)))
  serve(app, contract.saveView, ({ write, body, now }) => write((tx, user) => saveView(tx, user, body, now)))
  serve(app, contract.changeView, ({ write, params, body, version, now }) =>
    write((tx, user) => changeView(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.removeView, ({ write, params, now }) => write((tx, user) => removeView(tx, user, params.id, now)))
}
