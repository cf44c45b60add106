import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { addAddress, changeAddress, removeAddress } from './change-addresses.ts'
import { addContact, changeContact, removeContact } from './change-contacts.ts'
import { divisionsBelow } from './divisions.ts'
import { findPorts } from './ports.ts'
import { relateContacts, unrelateContacts } from './relate-contacts.ts'

/** People and places of an account. */
export function servePeople(app: FastifyInstance): void {
  serve(app, contract.addContact, ({ write, params, body, now }) =>
    write((tx, user) => addContact(tx, user, params.id, body, now)),
  )
  serve(app, contract.changeContact, ({ write, params, body, version, now }) =>
    write((tx, user) => changeContact(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.removeContact, ({ write, params, version, now }) =>
    write((tx, user) => removeContact(tx, user, params.id, version, now)),
  )
  serve(app, contract.relateContacts, ({ write, params, body, now }) =>
    write((tx, user) => relateContacts(tx, user, params.id, body, now)),
  )
  serve(app, contract.unrelateContacts, ({ write, params, now }) =>
    write((tx, user) => unrelateContacts(tx, user, params.id, now)),
  )
  serve(app, contract.addAddress, ({ write, params, body, now }) =>
    write((tx, user) => addAddress(tx, user, params.id, body, now)),
  )
  serve(app, contract.changeAddress, ({ write, params, body, version, now }) =>
    write((tx, user) => changeAddress(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.removeAddress, ({ write, params, version, now }) =>
    write((tx, user) => removeAddress(tx, user, params.id, version, now)),
  )
  serve(app, contract.listDivisions, async ({ query }) => divisionsBelow(query.below))
  serve(app, contract.searchPorts, async ({ query }) => findPorts(query.q))
}
