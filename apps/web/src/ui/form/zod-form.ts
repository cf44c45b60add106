import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type IssueText, issueText } from './issue-text.ts'

/** What the server says about fields, by path; see `fieldErrors` of the app. */
export type FieldErrors = Record<string, string>

interface ZodFormOptions<Schema extends z.ZodType> {
  initial: Partial<z.input<Schema>>
  /** Called with values that fit the schema. Throwing keeps the form open. */
  submit: (values: z.output<Schema>) => Promise<unknown> | unknown
  /** Turns what `submit` threw into messages beside fields; what remains is shown above the buttons. */
  errorsOf?: (error: unknown) => FieldErrors
  /** What the schema does not know, such as a telephone number of too few digits. Said beside the field; the server decides. */
  check?: (values: Partial<z.input<Schema>>) => FieldErrors
}

/** A form in use: what was typed, what is wrong with it, and sending it. */
export interface Form<Values> {
  values: Partial<Values>
  set: <Name extends keyof Values & string>(name: Name, value: Values[Name] | undefined) => void
  setAll: (values: Partial<Values>) => void
  leave: (name: string) => void
  errorOf: (name: string) => string | undefined
  /** True when it was sent and accepted. */
  send: () => Promise<boolean>
  sending: boolean
  failure: unknown
  /** It was sent or tried, and a field is wrong, by the schema or by the server. */
  wrong: boolean
  /** How often sending came to nothing. */
  refusals: number
  /** Something differs from what was there at the start or when last saved. */
  changed: boolean
}

export type ZodForm<Schema extends z.ZodType> = Form<z.input<Schema>>

/** A form that checks against the contract's own schema while one types; a message appears once a field was left or sending was tried. */
export function useZodForm<Schema extends z.ZodType>(schema: Schema, options: ZodFormOptions<Schema>): ZodForm<Schema> {
  type Values = z.input<Schema>
  const { t } = useTranslation('ui')
  const [values, setValues] = useState<Partial<Values>>(options.initial)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const [refusals, setRefusals] = useState(0)
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<unknown>(undefined)
  const [fromServer, setFromServer] = useState<FieldErrors>({})
  const initial = useRef(options.initial)
  const parsed = useMemo(() => schema.safeParse(values), [schema, values])
  const issues = useMemo(
    () => collect(parsed.success ? [] : parsed.error.issues, t as unknown as IssueText),
    [parsed, t],
  )

  const set = useCallback(<Name extends keyof Values & string>(name: Name, value: Values[Name] | undefined) => {
    setValues((before) => ({ ...before, [name]: value }))
    setFromServer(({ [name]: _, ...others }) => others)
  }, [])
  const leave = useCallback(
    (name: string) => setLeft((before) => (before.has(name) ? before : new Set(before).add(name))),
    [],
  )
  const doubts = options.check?.(values)
  const errorOf = (name: string) =>
    fromServer[name] ?? (tried || left.has(name) ? (issues[name] ?? doubts?.[name]) : undefined)
  const refuse = () => {
    setRefusals((before) => before + 1)
    return false
  }

  const send = async () => {
    setTried(true)
    if (!parsed.success) return refuse()
    setSending(true)
    setFailure(undefined)
    try {
      await options.submit(parsed.data)
      initial.current = values
      return true
    } catch (error) {
      const beside = options.errorsOf?.(error) ?? {}
      setFromServer(beside)
      if (Object.keys(beside).length === 0) setFailure(error)
      return refuse()
    } finally {
      setSending(false)
    }
  }
  return {
    values,
    set,
    setAll: setValues,
    leave,
    errorOf,
    send,
    sending,
    failure,
    wrong: tried && (!parsed.success || Object.keys(fromServer).length > 0),
    refusals,
    changed: JSON.stringify(values) !== JSON.stringify(initial.current),
  }
}

/** The first message of each field; what lies deeper counts for its field. */
function collect(issues: readonly z.core.$ZodIssue[], t: IssueText): FieldErrors {
  const messages: FieldErrors = {}
  for (const issue of issues) {
    const name = String(issue.path[0] ?? '')
    messages[name] ??= issueText(issue, t)
  }
  return messages
}
