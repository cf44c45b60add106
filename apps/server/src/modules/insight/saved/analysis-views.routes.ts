import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import {
  changeView,
  listViews,
  openPlainly,
  openWith,
  removeView,
  restoreView,
  type Savable,
  saveView,
} from './analysis-views.ts'

export function serveAnalysisViews(app: FastifyInstance, known: Savable): void {
  serve(app, contract.listAnalysisViews, ({ read, query }) =>
    read((db, user) => listViews(db, user, known, query.analysis)),
  )
  serve(app, contract.saveAnalysisView, ({ write, body, now }) =>
    write((tx, user) => saveView(tx, user, known, body, now)),
  )
  serve(app, contract.changeAnalysisView, ({ write, params, body, version, now }) =>
    write((tx, user) => changeView(tx, user, known, params.id, version, body, now)),
  )
  serve(app, contract.removeAnalysisView, ({ write, params, now }) =>
    write((tx, user) => removeView(tx, user, params.id, now)),
  )
  serve(app, contract.restoreAnalysisView, ({ write, params, now }) =>
    write((tx, user) => restoreView(tx, user, params.id, now)),
  )
  serve(app, contract.openWithAnalysisView, ({ write, params }) => write((tx, user) => openWith(tx, user, params.id)))
  serve(app, contract.openPlainly, ({ write, params }) => write((tx, user) => openPlainly(tx, user, params.id)))
}
