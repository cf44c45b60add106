import { InputNumber, type InputNumberProps } from 'antd'

/** A figure to type. Without the arrows beside it: to a screen reader they are English in every language, and the arrow keys do the same. */
export function NumberInput<Value extends string | number = number>(props: InputNumberProps<Value>) {
  return <InputNumber<Value> controls={false} {...props} />
}
