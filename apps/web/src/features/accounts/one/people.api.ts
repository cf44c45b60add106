import {
  addAddress,
  addContact,
  type BodyOf,
  changeAddress,
  changeContact,
  changeFollowUp,
  completeFollowUp,
  createFollowUp,
  listDivisions,
  relateContacts,
  removeAddress,
  removeContact,
  removeFollowUp,
  reopenFollowUp,
  searchPorts,
  unrelateContacts,
} from '@quayside/contract'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { call } from '../../../app/api.ts'
import { refreshAccount } from '../accounts.api.ts'

interface Versioned {
  id: string
  version: number
}

export const createContact = (accountId: string, body: BodyOf<typeof addContact>) =>
  call(addContact, { params: { id: accountId }, body })
export const saveContact = ({ id, version }: Versioned, body: BodyOf<typeof changeContact>) =>
  call(changeContact, { params: { id }, body, ifMatch: version })
export const dropContact = ({ id, version }: Versioned) => call(removeContact, { params: { id }, ifMatch: version })
export const relate = (id: string, body: BodyOf<typeof relateContacts>) =>
  call(relateContacts, { params: { id }, body })
export const unrelate = (id: string) => call(unrelateContacts, { params: { id } })

export const createAddress = (accountId: string, body: BodyOf<typeof addAddress>) =>
  call(addAddress, { params: { id: accountId }, body })
export const saveAddress = ({ id, version }: Versioned, body: BodyOf<typeof changeAddress>) =>
  call(changeAddress, { params: { id }, body, ifMatch: version })
export const dropAddress = ({ id, version }: Versioned) => call(removeAddress, { params: { id }, ifMatch: version })
export const divisionsBelow = (below?: string) => call(listDivisions, { query: { below } })
export async function findPorts(text: string, signal: AbortSignal) {
  const ports = await call(searchPorts, { query: { q: text }, signal })
  return ports.map((port) => ({ value: port.unlocode, label: `${port.unlocode} ${port.name}`, detail: port.country }))
}

export const planFollowUp = (body: BodyOf<typeof createFollowUp>) => call(createFollowUp, { body })
export const dropFollowUp = ({ id, version }: Versioned) => call(removeFollowUp, { params: { id }, ifMatch: version })
export const finishFollowUp = (id: string) => call(completeFollowUp, { params: { id } })
export const reopen = (id: string) => call(reopenFollowUp, { params: { id } })
export const postpone = ({ id, version }: Versioned, dueAt: string) =>
  call(changeFollowUp, { params: { id }, body: { dueAt }, ifMatch: version })

function refreshAll(client: QueryClient, accountId: string) {
  refreshAccount(client, accountId)
  client.invalidateQueries({ queryKey: ['followUp'] })
}

/** After people, places or follow-ups of a customer changed. */
export function useRefresh(accountId: string) {
  const client = useQueryClient()
  return useCallback(() => refreshAll(client, accountId), [client, accountId])
}
