import { InputNumber, type InputNumberProps } from 'antd'
import { figureTyped } from './figure-typed.ts'

/** A figure to type. Without the arrows beside it: to a screen reader they are English in every language, and the arrow keys do the same. */
export function NumberInput<Value extends string | number = number>(props: InputNumberProps<Value>) {
  // What is parsed is still text: the field makes the figure of it, or gives back the former one.
  const parser = (text: string | undefined) => figureTyped(text ?? '') as unknown as Value
  return <InputNumber<Value> controls={false} parser={parser} {...props} />
}
