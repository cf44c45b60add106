export type JsonSchema = { readonly [key: string]: unknown }

/** The TypeScript that says the same as a JSON Schema of zod’s; `named` words a reference to one of its definitions. */
export function typeText(schema: JsonSchema, named: (definition: string) => string): string {
  const inner = (one: unknown) => typeText(one as JsonSchema, named)
  const union = (some: readonly unknown[]) => [...new Set(some.map(inner))].join(' | ') || 'never'
  if (typeof schema.$ref === 'string') return named(schema.$ref)
  if ('const' in schema) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (Array.isArray(schema.anyOf)) return union(schema.anyOf)
  if (Array.isArray(schema.oneOf)) return union(schema.oneOf)
  if (Array.isArray(schema.allOf)) return schema.allOf.map((one) => `(${inner(one)})`).join(' & ')
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => ({ ...schema, type })))
  switch (schema.type) {
    case 'object':
      return objectText(schema, inner)
    case 'array':
      return Array.isArray(schema.prefixItems)
        ? `[${schema.prefixItems.map(inner).join(', ')}]`
        : `(${schema.items ? inner(schema.items) : 'unknown'})[]`
    case 'integer':
    case 'number':
      return 'number'
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    default:
      return 'unknown'
  }
}

function objectText(schema: JsonSchema, inner: (one: unknown) => string): string {
  const required = new Set((schema.required as string[] | undefined) ?? [])
  const fields = Object.entries((schema.properties as Record<string, JsonSchema> | undefined) ?? {}).map(
    ([name, field]) => {
      const said = typeof field.description === 'string' ? `/** ${field.description.replaceAll('*/', '* /')} */ ` : ''
      return `${said}${JSON.stringify(name)}${required.has(name) ? '' : '?'}: ${inner(field)}`
    },
  )
  const rest = schema.additionalProperties
  const others =
    typeof rest === 'object' && rest !== null ? `{ [key: string]: ${fields.length > 0 ? 'unknown' : inner(rest)} }` : ''
  if (fields.length === 0) return others || 'Record<string, never>'
  return `{ ${fields.join('; ')} }${others ? ` & ${others}` : ''}`
}
