import type { MessageLanguage } from '@quayside/validity'
import { z } from 'zod'
import type { FieldFault } from '../../platform/refusal.ts'
import { isEmptyValue } from './account-fields.ts'
import type { CustomFieldDefinition } from './accounts.queries.ts'
import { sayFault } from './fault-messages.ts'

const mostText = 2_000

/** Checks values against their definitions; empty ones become null, which removes the key. */
export function checkCustomFields(
  typed: Record<string, unknown>,
  definitions: readonly CustomFieldDefinition[],
  language: MessageLanguage,
): { values: Record<string, unknown>; faults: FieldFault[] } {
  const values: Record<string, unknown> = {}
  const faults: FieldFault[] = []
  for (const [key, value] of Object.entries(typed)) {
    const definition = definitions.find((one) => one.key === key)
    const path = `custom/${key}`
    if (!definition) faults.push(sayFault(path, 'unknownField', language))
    else if (isEmptyValue(value)) {
      values[key] = null
      if (definition.required) faults.push(sayFault(path, 'required', language))
    } else if (!fits(definition, value)) faults.push(sayFault(path, `customKind.${definition.kind}`, language))
    else values[key] = value
  }
  return { values, faults }
}

/** The required ones that a new account lacks, as far as its maker may fill them. */
export function missingCustomFields(
  typed: Record<string, unknown>,
  definitions: readonly CustomFieldDefinition[],
  language: MessageLanguage,
): FieldFault[] {
  return definitions
    .filter((one) => one.required && !(one.key in typed))
    .map((one) => sayFault(`custom/${one.key}`, 'required', language))
}

const isDay = (value: unknown) => z.iso.date().safeParse(value).success

function fits({ kind, choices }: CustomFieldDefinition, value: unknown): boolean {
  const isChoice = (one: unknown) => choices.some((choice) => choice.value === one)
  switch (kind) {
    case 'text':
      return typeof value === 'string' && value.length <= mostText
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'date':
      return isDay(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'choice':
      return isChoice(value)
    case 'choices':
      return Array.isArray(value) && value.every(isChoice)
    default:
      return kind satisfies never
  }
}
