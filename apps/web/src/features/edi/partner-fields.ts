import type { BodyOf, createEdiPartner, EdiPartner } from '@quayside/contract'

export type PartnerFields = BodyOf<typeof createEdiPartner>
export type PartnerSettings = NonNullable<PartnerFields['settings']>

export const freshPartner: PartnerFields = {
  name: '',
  kind: 'customer',
  accountId: null,
  standard: 'x12',
  ourQualifier: '',
  ourId: '',
  active: true,
  settings: { acknowledge: '997', dueHours: 24, writes: [] },
  identities: [{ level: 'interchange', qualifier: '', identifier: '' }],
  codes: [],
}

export const fieldsOf = ({ account, actsAs, codes, ...partner }: EdiPartner): PartnerFields => ({
  name: partner.name,
  kind: partner.kind,
  accountId: account?.id ?? null,
  standard: partner.standard,
  ourQualifier: partner.ourQualifier,
  ourId: partner.ourId,
  actsAs: actsAs.id,
  active: partner.active,
  settings: partner.settings,
  identities: partner.identities,
  codes: codes.map(({ accountName: _, ...code }) => code),
})
