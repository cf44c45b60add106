import { App, Button } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { z } from 'zod'
import { fieldErrors, isConflict } from '../../../app/problem.ts'
import { FormPage, useZodForm, type ZodForm } from '../../../ui/form/index.ts'
import { Dialog, DiffMerge, useFailure, useUndo } from '../../../ui/index.ts'
import { useFormsCheck } from '../use-forms-check.ts'
import { useRefresh } from './people.api.ts'

interface Stored {
  id: string
  version: number
}

interface RecordDialogProps<Schema extends z.ZodObject, Row extends Stored> {
  accountId: string
  schema: Schema
  /** None: a new one. */
  row: Row | undefined
  blank: Partial<z.input<Schema>>
  title: string
  /** Two columns where there is room. */
  wide?: boolean
  save: (row: Row, values: z.output<Schema>) => Promise<unknown>
  create: (values: z.output<Schema>) => Promise<unknown>
  remove: { label: string; done: string; drop: (row: Row) => Promise<unknown>; restore: (row: Row) => Promise<unknown> }
  labelOf: (field: keyof z.input<Schema> & string) => string
  onClose: () => void
  fields: (form: ZodForm<Schema>) => ReactNode
  /** Below the form, for what is saved by itself. */
  children?: ReactNode
}

/** A person or a place of a customer, written in a dialog: saved, removed with undo, and settled when a colleague was faster. */
export function RecordDialog<Schema extends z.ZodObject, Row extends Stored>(props: RecordDialogProps<Schema, Row>) {
  type Values = z.input<Schema>
  const { row, schema, onClose } = props
  const { message } = App.useApp()
  const refresh = useRefresh(props.accountId)
  const names = Object.keys(schema.shape) as (keyof Values & string)[]
  const pick = (from: Row) => Object.fromEntries(names.map((name) => [name, from[name as keyof Row]])) as Values
  // As it was when writing began: live changes of others must not move the ground.
  const [began] = useState(row)
  const onto = useRef(began)
  const [conflict, setConflict] = useState<{ mine: Values; theirs: Row } | undefined>(undefined)
  const write = async (values: Values) => {
    const { current } = onto
    const typed = schema.parse(values)
    try {
      await (current ? props.save(current, typed) : props.create(typed))
    } catch (error) {
      const theirs = isConflict(error) ? (error.more.current as Row | undefined) : undefined
      if (!theirs) throw error
      setConflict({ mine: values, theirs })
      throw error
    }
    refresh()
    onClose()
  }
  const form = useZodForm(schema, {
    initial: began ? pick(began) : props.blank,
    errorsOf: fieldErrors,
    check: useFormsCheck(),
    submit: (values) => write(values as Values),
  })
  const settle = async (settled: Values) => {
    onto.current = conflict?.theirs
    setConflict(undefined)
    form.setAll(settled)
    await write(settled).catch((error: Error) => isConflict(error) || message.error(error.message))
  }
  return (
    <Dialog
      open
      width={props.wide ? 640 : 560}
      footer={null}
      title={props.title}
      onCancel={onClose}
      destroyOnHidden
      mask={{ closable: !form.changed }}
    >
      <FormPage form={form} wide={props.wide} guard={false} onCancel={onClose}>
        {props.fields(form)}
      </FormPage>
      {props.children}
      {row && <RemoveButton {...props} row={row} refresh={refresh} />}
      {conflict && onto.current && (
        <DiffMerge<Values>
          base={pick(onto.current)}
          mine={conflict.mine}
          theirs={pick(conflict.theirs)}
          fields={names.map((name) => ({ name, label: props.labelOf(name) }))}
          onCancel={() => setConflict(undefined)}
          onSettle={settle}
        />
      )}
    </Dialog>
  )
}

function RemoveButton<Schema extends z.ZodObject, Row extends Stored>({
  row,
  remove,
  onClose,
  refresh,
}: RecordDialogProps<Schema, Row> & { row: Row; refresh: () => void }) {
  const failure = useFailure()
  const offerUndo = useUndo()
  const run = async () => {
    try {
      await remove.drop(row)
    } catch (error) {
      failure(error)
      refresh()
      return
    }
    refresh()
    onClose()
    offerUndo({ done: remove.done, undo: () => remove.restore(row).then(refresh) })
  }
  return (
    <Button type="link" danger className="account-remove" onClick={run}>
      {remove.label}
    </Button>
  )
}
