export { type Bound, type Choice, ChoiceField, Field, NumberField, SwitchField, TextField } from './fields.tsx'
export { FormPage, LeaveGuard } from './form-page.tsx'
export { type FieldErrors, type Form, useZodForm, type ZodForm } from './zod-form.ts'
