import * as contract from '@quayside/contract'
import { routeTable } from './route-table.ts'

/** In the published package these are written out, so that it needs neither the contract nor its checker. */
export const routes = routeTable(contract)
