import {
  NewTariff,
  NewTariffVersion,
  type Tariff,
  type TariffRate,
  type TariffRateRow,
  TariffTerms,
} from '@quayside/contract'
import dayjs from 'dayjs'
import type { z } from 'zod'

/** The form is flat, its shapes the contract's own; see `asVersion`. */
export const VersionForm = TariffTerms.extend({
  rates: NewTariffVersion.shape.rates,
  sourceFile: NewTariffVersion.shape.sourceFile,
})
export const TariffForm = VersionForm.extend({
  kind: NewTariff.shape.kind,
  accountId: NewTariff.shape.accountId,
  carrier: NewTariff.shape.carrier,
  code: NewTariff.shape.code,
  name: NewTariff.shape.name,
})
export type VersionValues = z.output<typeof VersionForm>

export const newTerms = (currency: string): Partial<z.input<typeof VersionForm>> => ({
  validFrom: dayjs().format('YYYY-MM-DD'),
  validTo: null,
  currency,
  priority: 0,
  dimensionalCm3PerKg: null,
  weightStepG: 1,
  minimumE4: null,
  nextBreak: false,
  surcharges: [],
  note: '',
  rates: [],
})

/** A further version begins as the one before, from today. */
export const termsOf = (
  version: Tariff['versions'][number],
  rates: readonly TariffRateRow[],
): Partial<z.input<typeof VersionForm>> => ({
  validFrom: dayjs().format('YYYY-MM-DD'),
  validTo: version.validTo !== null && version.validTo >= dayjs().format('YYYY-MM-DD') ? version.validTo : null,
  currency: version.currency,
  priority: version.priority,
  dimensionalCm3PerKg: version.dimensionalCm3PerKg,
  weightStepG: version.weightStepG,
  minimumE4: version.minimumE4,
  nextBreak: version.nextBreak,
  surcharges: version.surcharges,
  note: '',
  rates: rates.map(({ line: _, ...rate }) => rate),
})

export const emptyRate: TariffRate = {
  service: null,
  mode: null,
  level: null,
  origin: '',
  destination: '',
  basis: 'perKg',
  from: '0',
  to: null,
  rate: '',
  minimumE4: null,
  transitDays: null,
}
